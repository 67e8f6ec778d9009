namespace Proxier.Backends.Nft.Elements;

/// <param name="Service">The service port's printed name, for whoever lists the map.</param>
/// <param name="Verdict">Such as <c>goto pick-2</c> or <c>drop</c>.</param>
internal readonly record struct VerdictElement(FrontendKey Frontend, string Service, string Verdict);
