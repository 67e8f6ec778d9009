namespace Proxier.Containers;

public sealed class IptablesLegacyCluster(Docker docker) : ModeCluster(docker, "iptables", "legacy");
