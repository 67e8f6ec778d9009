using System.CommandLine;
using System.CommandLine.Parsing;
using Proxier.Core.Status;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Where the proxyd of this machine answers.</summary>
internal sealed class SocketOption : Option<string>
{
    public SocketOption()
        : base("--socket")
    {
        Description = "The Unix socket of the proxyd of this machine";
        HelpName = "PATH";
        DefaultValueFactory = _ => StatusSocket.DefaultPath;
        Validators.Add(RequirePath);
    }

    public bool IsGiven(ParseResult line) => line.GetResult(this) is { Implicit: false };

    private static void RequirePath(OptionResult result)
    {
        if (result.Tokens is [{ Value: var path }] && path.Length is 0 or > 107)
            result.AddError("--socket: the path of a socket has 1 to 107 bytes.");
    }
}
