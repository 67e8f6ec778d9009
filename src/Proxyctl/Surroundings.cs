using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl;

/// <summary>What the tool gets from the process that it runs in.</summary>
/// <param name="OpenInput">Standard input, for <c>-f -</c>.</param>
/// <param name="Output">Standard output as bytes, for scripts.</param>
/// <param name="Results">Standard output as text: what was asked for.</param>
/// <param name="Messages">Standard error: everything else.</param>
internal sealed record Surroundings(Func<Stream> OpenInput, Stream Output, Screen Results, Screen Messages)
{
    public string MachineName { get; init; } = Environment.MachineName;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether nobody reads standard output any more.</summary>
    public Func<bool> IsReaderGone { get; init; } = () => false;

    /// <summary>Registrations that take the place of the host's.</summary>
    public Action<IServiceCollection> Replace { get; init; } = _ => { };

    public static Surroundings OfProcess()
    {
        Stream output = Console.OpenStandardOutput();
        return new Surroundings(
            Console.OpenStandardInput,
            output,
            new Screen(Text(output), isTerminal: !Console.IsOutputRedirected),
            new Screen(Text(Console.OpenStandardError()), isTerminal: !Console.IsErrorRedirected)) { IsReaderGone = Reader.IsGone };
    }

    /// <summary>UTF-8 whatever the locale says, and no byte order mark.</summary>
    private static StreamWriter Text(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
