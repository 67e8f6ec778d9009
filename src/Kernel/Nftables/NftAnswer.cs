namespace Proxier.Kernel.Nftables;

/// <param name="Refusal">What the library said; null: it accepted the script.</param>
internal readonly record struct NftAnswer(string? Refusal);
