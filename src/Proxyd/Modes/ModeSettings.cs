namespace Proxier.Proxyd.Modes;

/// <summary>How the mode is to be chosen.</summary>
/// <param name="Requested">A word of <see cref="ProxyModes.Words"/>.</param>
/// <param name="IsStrict">A fallback is an error.</param>
/// <param name="MemoryPath">Where auto remembers what it chose; empty: nowhere.</param>
internal sealed record ModeSettings(string Requested, bool IsStrict, string MemoryPath);
