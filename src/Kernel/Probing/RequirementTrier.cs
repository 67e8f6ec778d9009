using Proxier.Core.Commands;
using Proxier.Core.Probing;

namespace Proxier.Kernel.Probing;

/// <summary>Tries requirements one after the other: all at once where that is possible, and each alone when that fails.</summary>
internal sealed class RequirementTrier(ICommandRunner runner, RefusalExplainer explainer, ModuleLoader modules)
{
    /// <summary>Everything tried here takes milliseconds; a busy machine or a held xtables lock (5 s) may make it seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Listings show the chains of all tables; kube-proxy's may have hundreds of thousands.</summary>
    private const int MostListed = 64 << 20;

    public async ValueTask<IReadOnlyList<RequirementResult>> TryAsync(RequirementGroup group, ProbeGround ground, CancellationToken cancel)
    {
        if (group.Together is not null && CauseNotToTry(group.Together, ground) is null && await RefusalAsync(group.Together, ground, cancel).ConfigureAwait(false) is null)
            return [.. group.Members.Select(member => Result(member, new Support.Yes()))];

        var results = new List<RequirementResult>();
        foreach (Requirement member in group.Members)
            results.Add(Result(member, await TryAsync(member, ground, cancel).ConfigureAwait(false)));
        return results;
    }

    private static RequirementResult Result(Requirement requirement, Support support) =>
        new(requirement.Name, requirement.Family, requirement.IsOptional, support);

    private async ValueTask<Support> TryAsync(Requirement requirement, ProbeGround ground, CancellationToken cancel)
    {
        foreach (Step step in requirement.Steps)
        {
            if (CauseNotToTry(step, ground) is { } cause)
                return new Support.Unknown(cause);
            Refusal? refusal = await RefusalAsync(step, ground, cancel).ConfigureAwait(false);
            if (refusal is { Failure.ExitCode: not null } && await modules.LoadAsync(requirement.Features, cancel).ConfigureAwait(false))
                refusal = await RefusalAsync(step, ground, cancel).ConfigureAwait(false);
            if (refusal is not null)
                return await explainer.ExplainAsync(requirement, step, refusal, cancel).ConfigureAwait(false);
        }

        return new Support.Yes();
    }

    private static string? CauseNotToTry(Step step, ProbeGround ground) => ground switch
    {
        ProbeGround.Denied denied when step.Place != StepPlace.Anywhere => denied.Cause,
        ProbeGround.HostOnly host when step.Place == StepPlace.Scratch => host.Cause,
        _ => null,
    };

    private async ValueTask<Refusal?> RefusalAsync(Step step, ProbeGround ground, CancellationToken cancel)
    {
        try
        {
            CommandResult result = await runner.RunAsync(CommandOf(step, ground), cancel).ConfigureAwait(false);
            return step.Check(result.Output) is { } missing ? new Refusal(null, missing) : null;
        }
        catch (CommandFailedException failure)
        {
            return new Refusal(failure, "");
        }
    }

    private static Command CommandOf(Step step, ProbeGround ground)
    {
        string[] words = ground is ProbeGround.Scratch scratch && step.Place == StepPlace.Scratch
            ? [.. scratch.Prefix, step.Program, .. step.Arguments]
            : [step.Program, .. step.Arguments];
        return new Command(words[0], [.. words[1..]]) { Input = new PlainText(step.Input), Timeout = Patience, MaxOutputBytes = MostListed };
    }
}
