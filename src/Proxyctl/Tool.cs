using System.CommandLine;
using System.CommandLine.Invocation;
using Proxier.Core;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Screens;
using Proxier.Templating;

namespace Proxier.Proxyctl;

/// <summary>One run of the tool, from arguments to exit code.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancel = default)
    {
        Screen messages = surroundings.Messages;
        try
        {
            // A file name may begin with @: arguments are never read from files.
            ParseResult line = ToolCommands.Create(surroundings).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            var configuration = new InvocationConfiguration
            {
                Output = surroundings.Results.Writer, Error = messages.Writer, EnableDefaultExceptionHandler = false,
            };
            return line.Action is ParseErrorAction error ? Refuse(line, error, configuration) : await line.InvokeAsync(configuration, cancel);
        }
        catch (BadInputException error)
        {
            return Report(messages, error.Findings, ExitCode.BadInput);
        }
        catch (TemplateException error)
        {
            return Report(messages, error.Errors.Select(finding => finding.ToString()), ExitCode.BadInput);
        }
        catch (OperationCanceledException)
        {
            return Report(messages, ["interrupted; the next apply completes what was begun"], ExitCode.Failed);
        }
        catch (Exception error) when (error is ProxyException or IOException)
        {
            return Report(messages, [error.Message], ExitCode.Failed);
        }
        catch (Exception error)
        {
            return Report(messages, [$"a bug in proxyctl: {error}"], ExitCode.Failed);
        }
    }

    private static int Refuse(ParseResult line, ParseErrorAction action, InvocationConfiguration configuration)
    {
        action.ShowHelp = false;
        configuration.Output = configuration.Error; // what the user may have meant is no result
        line.Invoke(configuration);
        configuration.Error.WriteLine($"Try '{CommandPath.Of(line.CommandResult)} --help'.");
        return ExitCode.BadInput;
    }

    private static int Report(Screen messages, IEnumerable<string> errors, int exitCode)
    {
        foreach (string error in errors)
            messages.Error(error);
        return exitCode;
    }
}
