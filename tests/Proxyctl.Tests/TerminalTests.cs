using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>The real program where a person looks at it, and where the reader goes away.</summary>
public sealed class TerminalTests
{
    private const string Refused = "proxyctl validate -f /nowhere";

    [NetnsTheory]
    [InlineData($"script -qec '{Refused}' /dev/null", true)]
    [InlineData($"NO_COLOR=1 script -qec '{Refused}' /dev/null", false)]
    [InlineData(Refused, false)]
    public async Task Colours_are_for_terminals_and_for_those_who_want_them(string command, bool isColoured)
    {
        string output = await RunAsync($"unset NO_COLOR; TERM=xterm; {command}; true");
        Assert.Contains("/nowhere: cannot be read", output, StringComparison.Ordinal);
        Assert.Equal(isColoured, output.Contains("\u001b[91merror\u001b[0m", StringComparison.Ordinal));
    }

    [NetnsFact]
    public async Task A_reader_that_goes_away_is_no_failure() =>
        Assert.Equal("0\n", await RunAsync("set -o pipefail; { proxyctl render -f input.yaml 2>&3 | true; } 3>&1; echo $?"));

    [NetnsFact]
    public async Task A_watch_ends_when_its_reader_goes_away() => Assert.EndsWith("\n0\n", await RunAsync("""
        folder=$(mktemp -d); mkdir $folder/in; cp input.yaml $folder/in
        { proxyctl services -A -w -f $folder/in & echo $! >$folder/pid; wait $!; echo $? >$folder/code; } | head -1 &
        for i in $(seq 200); do
          [ -s $folder/code ] && break
          printf 'apiVersion: v1\nkind: Service\nmetadata: {name: s%s}\nspec: {clusterIP: 10.96.77.7, ports: [{port: 80}]}\n' $i >$folder/in/more.yaml; sleep 0.1
        done
        cat $folder/code || kill $(cat $folder/pid)
        rm -r $folder
        """), StringComparison.Ordinal);

    [NetnsFact]
    public async Task A_full_disk_is_a_failure_and_no_bug()
    {
        string output = await RunAsync("proxyctl render -f input.yaml 2>&1 >/dev/full; echo $?");
        Assert.StartsWith("error: ", output, StringComparison.Ordinal);
        Assert.EndsWith("\n1\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a bug", output, StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task A_diff_that_cannot_be_written_is_no_difference() =>
        Assert.EndsWith("\n2\n", await RunAsync("proxyctl diff -f input.yaml 2>&1 >/dev/full; echo $?"), StringComparison.Ordinal);

    private static async Task<string> RunAsync(string script)
    {
        await using LoneNamespace anywhere = await LoneNamespace.CreateAsync();
        return await Shell.RunAsync(anywhere.Network, script);
    }
}
