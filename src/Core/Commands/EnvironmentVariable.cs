namespace Proxier.Core.Commands;

public readonly record struct EnvironmentVariable(string Name, string Value)
{
    // The value may be a secret.
    public override string ToString() => Name;
}
