namespace Proxier.Containers;

public sealed class NftCluster(Docker docker) : ModeCluster(docker, "nftables");
