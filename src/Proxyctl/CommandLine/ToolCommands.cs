using System.CommandLine;
using System.CommandLine.Help;
using Proxier.Proxyctl.Applying;
using Proxier.Proxyctl.CleaningUp;
using Proxier.Proxyctl.Comparing;
using Proxier.Proxyctl.Completion;
using Proxier.Proxyctl.Drawing;
using Proxier.Proxyctl.Explaining;
using Proxier.Proxyctl.Listing;
using Proxier.Proxyctl.Manual;
using Proxier.Proxyctl.Probing;
using Proxier.Proxyctl.Rendering;
using Proxier.Proxyctl.Snapshots;
using Proxier.Proxyctl.Status;
using Proxier.Proxyctl.Takeover;
using Proxier.Proxyctl.Validating;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Everything that the tool can do.</summary>
internal static class ToolCommands
{
    public const string Name = "proxyctl";

    public static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Renders, checks and applies the rules that make Kubernetes Services answer on a node.")
        {
            new RenderCommand(surroundings),
            new ApplyCommand(surroundings),
            new CleanupCommand(surroundings),
            new DiffCommand(surroundings),
            new ExplainCommand(surroundings),
            new ServicesCommand(surroundings),
            new EndpointsCommand(surroundings),
            new GraphCommand(surroundings),
            new SnapshotCommand(surroundings),
            new ProbeCommand(surroundings),
            new StatusCommand(surroundings),
            new TakeoverCommand(surroundings),
            new ValidateCommand(surroundings),
            new CompletionCommand(surroundings),
            new ManCommand(surroundings),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            help.Action = new ExamplesHelpAction((HelpAction)help.Action!); // the constructor sets it
        return root;
    }
}
