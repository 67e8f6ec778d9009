namespace Proxier.Core.Commands;

/// <summary>What a program that ended with code 0 said.</summary>
public sealed record CommandResult(string Output, string Error, TimeSpan Elapsed);
