namespace Proxier.Proxyctl.Input;

/// <summary>The node whose rules are meant.</summary>
internal sealed record NodeChoice(string Name, IReadOnlyList<InputFinding> Warnings)
{
    /// <param name="asked">Empty: nobody said.</param>
    /// <param name="known">The Nodes of the input.</param>
    /// <param name="machine">Lower case like the names of Nodes, which the kubelet makes of it.</param>
    public static NodeChoice Of(string asked, IReadOnlyList<string> known, string machine)
    {
        if (asked.Length == 0 && known is [string only])
            return new NodeChoice(only, []);

        string name = asked.Length > 0 ? asked : machine.ToLowerInvariant();
        return new NodeChoice(name, known.Count == 0 || known.Contains(name) ? [] : [Unknown(name)]);
    }

    private static InputFinding Unknown(string name) =>
        new(null, null, "--node-name", $"the input has Nodes, but none named '{name}': its addresses and zone are not known");
}
