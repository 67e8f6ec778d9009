using System.Text.RegularExpressions;

namespace Proxier.Testing.Containers;

/// <summary>When a container is ready: <c>Wait.ForUnixContainer().UntilMessageIsLogged("ready")</c>.</summary>
public sealed class Wait
{
    private readonly List<IWaitUntil> _conditions = [];

    private Wait()
    {
    }

    internal IReadOnlyList<IWaitUntil> Conditions => _conditions;

    public static Wait ForUnixContainer() => new();

    /// <param name="pattern">A regular expression.</param>
    public Wait UntilMessageIsLogged(string pattern) => AddCustomWaitStrategy(new MessageIsLogged(pattern));

    /// <summary>Until it ends with code 0.</summary>
    public Wait UntilCommandIsCompleted(params string[] command) => AddCustomWaitStrategy(new CommandIsCompleted(command));

    public Wait AddCustomWaitStrategy(IWaitUntil condition)
    {
        _conditions.Add(condition);
        return this;
    }

    private sealed class MessageIsLogged(string pattern) : IWaitUntil
    {
        public async Task<bool> UntilAsync(IContainer container)
        {
            (string output, string error) = await container.GetLogsAsync();
            return Regex.IsMatch(output, pattern) || Regex.IsMatch(error, pattern);
        }
    }

    private sealed class CommandIsCompleted(string[] command) : IWaitUntil
    {
        public async Task<bool> UntilAsync(IContainer container) => (await container.ExecAsync(command)).ExitCode == 0;
    }
}
