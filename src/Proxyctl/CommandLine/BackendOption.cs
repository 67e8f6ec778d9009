using System.CommandLine;
using Proxier.Proxyctl.Backends;

namespace Proxier.Proxyctl.CommandLine;

internal sealed class BackendOption : Option<string>
{
    public BackendOption()
        : base("--backend")
    {
        Description = "Which kind of rules";
        HelpName = string.Join('|', KnownBackends.All.Select(backend => backend.Name));
        DefaultValueFactory = _ => KnownBackends.All[0].Name;
        AcceptOnlyFromAmong([.. KnownBackends.All.Select(backend => backend.Name)]);
    }

    public KnownBackend Read(ParseResult line)
    {
        string name = line.GetRequiredValue(this);
        return KnownBackends.All.Single(backend => backend.Name == name);
    }
}
