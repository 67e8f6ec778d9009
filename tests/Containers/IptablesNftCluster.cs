namespace Proxier.Containers;

public sealed class IptablesNftCluster(Docker docker) : ModeCluster(docker, "iptables", "nft");
