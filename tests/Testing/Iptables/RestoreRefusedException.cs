namespace Proxier.Testing.Iptables;

/// <summary>The tool would have ended with an error, and the table would be as it was.</summary>
public sealed class RestoreRefusedException(string reason) : Exception(reason);
