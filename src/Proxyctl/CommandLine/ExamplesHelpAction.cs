using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>The usual help, and examples below it.</summary>
internal sealed class ExamplesHelpAction(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ToolCommand command)
            Write(command.Examples, parseResult.InvocationConfiguration.Output);
        return ExitCode.Done;
    }

    private static void Write(IReadOnlyList<Example> examples, TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (Example example in examples)
        {
            output.WriteLine($"  # {example.Purpose}");
            output.WriteLine($"  {example.Line}");
            output.WriteLine();
        }
    }
}
