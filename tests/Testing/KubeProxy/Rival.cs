namespace Proxier.Testing.KubeProxy;

/// <summary>Where the rules of a kube-proxy are that ended.</summary>
public enum Rival
{
    Nft,
    IptablesNft,
    IptablesLegacy,
}
