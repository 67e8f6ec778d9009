using Proxier.Core.Commands;

namespace Proxier.Kubernetes.Access.Exec;

/// <summary>Asks a plug-in for credentials, once for all who wait, and keeps them until they expire or are refused.</summary>
/// <param name="own">What the kubeconfig holds beside the plug-in; the plug-in's come first.</param>
internal sealed class ExecCredential(ExecPlugin plugin, ICredential own, ICommandRunner runner, TimeProvider time) : ICredential
{
    /// <summary>A request with a credential that expires on its way is refused for nothing.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<ExecAnswer>? _answer;

    public string Description => $"{own.Description}, by the plug-in {plugin.Program}";

    public async ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancel)
    {
        Credential beside = await own.GetAsync(null, cancel).ConfigureAwait(false);
        ExecAnswer answer = await Current(refused, beside).WaitAsync(cancel).ConfigureAwait(false);
        return Join(answer.Credential, beside);
    }

    private static Credential Join(Credential answer, Credential beside) => new(answer.Authorization ?? beside.Authorization, answer.Certificate ?? beside.Certificate);

    private Task<ExecAnswer> Current(Credential? refused, Credential beside)
    {
        lock (_lock)
        {
            bool isWorn = _answer is null or { IsFaulted: true } || (_answer.IsCompletedSuccessfully && (IsExpired(_answer.Result) || Join(_answer.Result.Credential, beside) == refused));
            return isWorn ? _answer = AskAsync() : _answer!; // null is worn
        }
    }

    private bool IsExpired(ExecAnswer answer) => answer.Expires - Margin <= time.GetUtcNow();

    /// <summary>Not for one request, so none can cancel it; the command's own time-out ends it.</summary>
    private async Task<ExecAnswer> AskAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            CommandResult result = await runner.RunAsync(plugin.ToCommand(), CancellationToken.None).ConfigureAwait(false);
            return ExecAnswer.Read(plugin, result.Output);
        }
        catch (CommandFailedException e)
        {
            string hint = e.ExitCode is null && plugin.InstallHint.Length > 0 ? $" ({plugin.InstallHint.Trim()})" : "";
            throw new AccessException($"The credential plug-in failed: {e.Message}{hint}", e);
        }
    }
}
