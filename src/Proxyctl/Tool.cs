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
        ToolCommand? command = null;
        try
        {
            // A file name may begin with @: arguments are never read from files.
            ParseResult line = ToolCommands.Create(surroundings).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            command = line.CommandResult.Command as ToolCommand;
            var configuration = new InvocationConfiguration
            {
                Output = surroundings.Results.Writer, Error = messages.Writer, EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30), // as long as a program may take to remove what was made for a comparison
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
            return Report(messages, [command?.Interrupted ?? "interrupted"], command?.FailedCode ?? ExitCode.Failed);
        }
        catch (Exception error) when (error is ProxyException or IOException)
        {
            return Report(messages, [error.Message], command?.FailedCode ?? ExitCode.Failed);
        }
        catch (Exception error)
        {
            return Report(messages, [$"a bug in proxyctl: {error}"], command?.FailedCode ?? ExitCode.Failed);
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
