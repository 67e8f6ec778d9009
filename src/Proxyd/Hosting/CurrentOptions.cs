using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Hosting;

/// <summary>What is in force now; whoever asks later may get other options.</summary>
internal sealed class CurrentOptions(ProxydOptions first)
{
    private volatile ProxydOptions _options = first;

    public ProxydOptions Value
    {
        get => _options;
        set => _options = value;
    }
}
