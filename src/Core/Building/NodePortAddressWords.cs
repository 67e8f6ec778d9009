namespace Proxier.Core.Building;

/// <summary>The words that <c>--nodeport-addresses</c> knows besides CIDRs.</summary>
public static class NodePortAddressWords
{
    /// <summary>The Node's primary address of the family.</summary>
    public const string Primary = "primary";

    /// <summary>127.0.0.0/8 and ::1.</summary>
    public const string Localhost = "localhost";

    public const string All = "all";
}
