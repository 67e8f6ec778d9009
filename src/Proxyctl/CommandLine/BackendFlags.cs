using System.CommandLine;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Backends;
using Proxier.Templating;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Which rules, for which families, from which templates.</summary>
internal sealed class BackendFlags
{
    private readonly BackendOption _backend = new();

    private readonly FamilyOption _family = new();

    private readonly Option<string?> _templates = new("--templates")
    {
        Description = "A folder laid out like templates/ in the repository, used instead of the built-in templates",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Add(_backend);
        command.Add(_family);
        command.Add(_templates);
    }

    public Task<KnownBackend> BackendAsync(ParseResult line, InputFlags input, CancellationToken cancel) => _backend.ReadAsync(line, input, cancel);

    public KnownBackend Backend(ParseResult line) => _backend.Read(line);

    public IReadOnlyList<IpFamily> Families(ParseResult line) => _family.Read(line);

    /// <returns>Null for the built-in ones.</returns>
    /// <exception cref="BadInputException">There is no such folder.</exception>
    public ITemplateSource? Templates(ParseResult line)
    {
        if (line.GetValue(_templates) is not { } folder)
            return null;
        return Directory.Exists(folder) ? new FolderTemplates(folder) : throw new BadInputException([$"--templates: there is no folder '{folder}'"]);
    }
}
