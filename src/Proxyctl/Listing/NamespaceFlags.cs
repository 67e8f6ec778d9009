using System.CommandLine;
using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Listing;

/// <summary>Which namespaces, as kubectl has it.</summary>
internal sealed class NamespaceFlags
{
    private const string Usual = "default";

    private readonly Option<string> _namespace = new("--namespace", "-n") { Description = "Services of this namespace", HelpName = "NAME", DefaultValueFactory = _ => Usual };

    private readonly Option<bool> _all = new("--all-namespaces", "-A") { Description = "Services of all namespaces" };

    public void AddTo(Command command)
    {
        command.Add(_namespace);
        command.Add(_all);
    }

    public bool AreAll(ParseResult line) => line.GetValue(_all);

    public Func<ObjectName, bool> Filter(ParseResult line)
    {
        string wanted = line.GetRequiredValue(_namespace);
        return AreAll(line) ? _ => true : name => name.Namespace == wanted;
    }

    /// <param name="service">NAME in the namespaces that were chosen, or NAMESPACE/NAME.</param>
    public ServiceChoice Resolve(ParseResult line, string service) => service.Split('/') switch
    {
        [var space, var name] => new ServiceChoice(space, name),
        _ => new ServiceChoice(AreAll(line) ? null : line.GetRequiredValue(_namespace), service),
    };
}
