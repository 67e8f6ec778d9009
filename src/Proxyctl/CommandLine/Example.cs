namespace Proxier.Proxyctl.CommandLine;

/// <param name="Purpose">What one wants, in a few words.</param>
/// <param name="Line">What one types.</param>
internal sealed record Example(string Purpose, string Line);
