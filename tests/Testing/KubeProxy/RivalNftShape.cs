namespace Proxier.Testing.KubeProxy;

/// <summary>How kube-proxy's nftables mode leads from a service to one of its endpoints.</summary>
public enum RivalNftShape
{
    /// <summary>Up to 1.35: a chain for each service, whose verdict map leads to a chain for each endpoint.</summary>
    ChainPerEndpoint,

    /// <summary>From 1.36 on: a chain for each service, with one rule that translates to an endpoint of its anonymous map.</summary>
    AnonymousMap,
}
