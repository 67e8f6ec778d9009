namespace Proxier.Testing.Containers;

public sealed record ExecResult(string Stdout, string Stderr, long ExitCode);
