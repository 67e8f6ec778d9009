namespace Proxier.Backends.Nft.Chains;

/// <summary>By what, and in which maps, a frontend is looked up: four ways, from two questions.</summary>
/// <param name="IsNodePort">By protocol and port alone; the address was matched before.</param>
/// <param name="IsShortCircuit">As pods and the host see a frontend with <c>externalTrafficPolicy: Local</c>.</param>
internal readonly record struct Lookup(bool IsNodePort, bool IsShortCircuit)
{
    public string ChainPrefix => (IsShortCircuit ? "short-circuit-" : "") + (IsNodePort ? "np-" : "");

    public string SlotMap => (IsShortCircuit ? "short-circuit-" : "") + (IsNodePort ? "nodeport-backends" : "backends");

    public string VerdictMap => (IsShortCircuit, IsNodePort) switch
    {
        (false, false) => "frontends",
        (false, true) => "nodeports",
        (true, false) => "short-circuits",
        (true, true) => "short-circuit-nodeports",
    };

    public string NoEndpointMap => IsNodePort ? "no-endpoint-nodeports" : "no-endpoints";

    public string Words(string family) => IsNodePort ? "meta l4proto . th dport" : $"{family} daddr . meta l4proto . th dport";
}
