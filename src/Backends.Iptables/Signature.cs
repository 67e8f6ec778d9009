using System.Security.Cryptography;
using System.Text;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables;

/// <summary>
/// What our state chain says in each table. It changes in the same commit as the table; whoever finds it knows what the table holds, and
/// whoever does not find it knows that somebody has flushed.
/// </summary>
internal sealed record Signature(string Nat, string Filter)
{
    public const string Mangle = "proxier";

    /// <summary>Raised when the same graph has to look different in the kernel.</summary>
    private const int LayoutRevision = 1;

    /// <summary>The filter table knows only about a few services, so most changes leave its signature as it is.</summary>
    public static Signature Of(FamilyGraph graph, Frame frame, DispatchState state, DispatchLimits limits)
    {
        string common = $"{LayoutRevision} {limits.Mode} {limits.TreeThreshold} {frame.Text}";
        return new Signature(Hash($"nat {common} {graph.Digest}"), Hash($"filter {common} {state.DigestOf("filter")}"));
    }

    private static string Hash(string text) => $"applied {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}";
}
