namespace Proxier.Testing.Iptables;

/// <summary>
/// What <c>iptables-restore --noflush</c> does to the tables, on lists of text: the same refusals, and nothing of a table before its COMMIT.
/// </summary>
public sealed class RestoreKernel
{
    private readonly Dictionary<string, RestoreTable> _tables = new()
    {
        ["filter"] = new RestoreTable(["INPUT", "FORWARD", "OUTPUT"]),
        ["nat"] = new RestoreTable(["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]),
        ["mangle"] = new RestoreTable(["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]),
    };

    public RestoreTable this[string table] => _tables[table];

    /// <param name="committed">Called after each commit.</param>
    public void Load(string text, Action? committed = null)
    {
        string? name = null;
        RestoreTable? table = null;
        foreach (string line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '*' && table is null)
            {
                name = line[1..];
                table = _tables[name].Copy();
            }
            else if (line == "COMMIT" && table is not null)
            {
                _tables[name!] = table; // set together with the table
                table = null;
                committed?.Invoke();
            }
            else
            {
                (table ?? throw new RestoreRefusedException($"outside of a table: {line}")).Run(line);
            }
        }

        if (table is not null)
            throw new RestoreRefusedException("COMMIT is missing at the end");
    }

    public string Dump() => string.Join('\n', _tables.Select(table => $"*{table.Key}\n{table.Value.Dump()}"));
}
