using System.CommandLine;
using Proxier.Core;
using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Tests.CommandLine;

/// <summary>What the flags come to, with a folder and a node's name already given.</summary>
internal static class Parsed
{
    public static ProxydOptions Options(params string[] arguments) => Parser(["--manifests", "/", "--hostname-override", " Node-A ", .. arguments]).Parse();

    /// <summary>Every finding about exactly these arguments.</summary>
    public static string[] Findings(params string[] arguments) =>
        [.. Assert.Throws<InvalidOptionsException>(() => Parser(arguments).Parse()).Findings.Select(finding => finding.ToString())];

    private static ProxydOptionsParser Parser(string[] arguments)
    {
        var flags = new ProxydFlags();
        var command = new RootCommand();
        foreach (Option flag in flags.All)
            command.Options.Add(flag);
        ParseResult line = command.Parse(arguments);
        Assert.Empty(line.Errors);
        return new ProxydOptionsParser(flags, line);
    }
}
