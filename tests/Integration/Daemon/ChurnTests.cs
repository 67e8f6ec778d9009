using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>A short one; <c>make live RUN=churn</c> makes 20,000 changes.</summary>
public sealed class ChurnTests : DaemonCase
{
    [NetnsFact]
    public async Task After_many_changes_the_table_is_what_a_fresh_start_would_build()
    {
        Node.Start();
        var churn = new Churn(Node, services: 40);
        await churn.BeginAsync();

        await churn.RunAsync(changes: 300);

        Assert.Equal([], await churn.DifferencesFromFreshAsync(Programs.UnderTest));
        Assert.True(churn.Connections > 50, $"Only {churn.Connections} connections were made");
    }
}
