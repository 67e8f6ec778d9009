using System.CommandLine;
using Proxier.Core;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;

namespace Proxier.Proxyd.Tests.CommandLine;

/// <summary>What the flags come to, with a folder and a node's name already given.</summary>
internal static class Parsed
{
    public static ProxydOptions Options(params string[] arguments) => Exactly(["--manifests", "/", "--hostname-override", " Node-A ", "--status-socket=", .. arguments]);

    /// <summary>Of these arguments and no others.</summary>
    public static ProxydOptions Exactly(params string[] arguments) => new ProxydOptionsParser(Read(arguments)).Parse();

    /// <summary>Every finding about exactly these arguments.</summary>
    public static string[] Findings(params string[] arguments) =>
        [.. Assert.Throws<InvalidOptionsException>(() => Exactly(arguments)).Findings.Select(finding => finding.ToString())];

    public static ReadSettings Read(params string[] arguments)
    {
        var flags = new FlagLine();
        ParseResult line = flags.Parse(arguments);
        Assert.Empty(line.Errors);
        return new SettingsReader(flags.Given(line)).Read();
    }
}
