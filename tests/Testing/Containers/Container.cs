using System.Formats.Tar;
using System.Text.Json.Nodes;

namespace Proxier.Testing.Containers;

internal sealed class Container(DockerEngine engine, CreateContainerParameters parameters, Wait wait) : IContainer
{
    public string Id { get; private set; } = "";

    public string IpAddress { get; private set; } = "";

    public int ProcessId { get; private set; }

    public async Task StartAsync(CancellationToken cancel = default)
    {
        if (Id.Length == 0)
        {
            foreach ((string name, string value) in engine.SessionLabels)
                parameters.Labels.TryAdd(name, value);
            Id = (string)(await engine.CallAsync(HttpMethod.Post, "containers/create", parameters, cancel))[nameof(Id)]!; // always there after a success
        }

        await engine.CallAsync(HttpMethod.Post, $"containers/{Id}/start", null, cancel);
        JsonObject state = await InspectAsync(cancel);
        ProcessId = (int)state["State"]!["Pid"]!;
        IpAddress = (string?)state["NetworkSettings"]!["IPAddress"] ?? (string?)state["NetworkSettings"]!["Networks"]?["bridge"]?["IPAddress"] ?? "";
        foreach (IWaitUntil condition in wait.Conditions)
            await WaitAsync(condition);
    }

    /// <summary>Docker itself kills after 10 s, and the container ends with code 137.</summary>
    public Task StopAsync(CancellationToken cancel = default) => engine.CallAsync(HttpMethod.Post, $"containers/{Id}/stop?t={Patience.Limit.TotalSeconds}", null, cancel);

    public async Task KillAsync(CancellationToken cancel = default)
    {
        await engine.CallAsync(HttpMethod.Post, $"containers/{Id}/kill", null, cancel);
        await WaitForExitAsync(cancel);
    }

    public async Task<bool> IsRunningAsync(CancellationToken cancel = default) => (bool)(await InspectAsync(cancel))["State"]!["Running"]!;

    public async Task<long> WaitForExitAsync(CancellationToken cancel = default) =>
        (long)(await engine.CallAsync(HttpMethod.Post, $"containers/{Id}/wait", null, cancel))["StatusCode"]!;

    public async Task<ExecResult> ExecAsync(IList<string> command, CancellationToken cancel = default)
    {
        var asked = new { AttachStdout = true, AttachStderr = true, Cmd = command };
        string exec = (string)(await engine.CallAsync(HttpMethod.Post, $"containers/{Id}/exec", asked, cancel))[nameof(Id)]!;
        (string output, string error) = await engine.ReadStreamsAsync(HttpMethod.Post, $"exec/{exec}/start", new { Detach = false, Tty = false }, cancel);
        return new ExecResult(output, error, (long)(await engine.CallAsync(HttpMethod.Get, $"exec/{exec}/json", null, cancel))["ExitCode"]!);
    }

    public Task<(string Stdout, string Stderr)> GetLogsAsync(CancellationToken cancel = default) =>
        engine.ReadStreamsAsync(HttpMethod.Get, $"containers/{Id}/logs?stdout=true&stderr=true", null, cancel);

    public async Task CopyAsync(byte[] content, string path, CancellationToken cancel = default)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path.TrimStart('/')) { DataStream = new MemoryStream(content) }, cancel);
        archive.Position = 0;
        await engine.UploadAsync(HttpMethod.Put, $"containers/{Id}/archive?path=/", archive, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (Id.Length > 0)
            await engine.CallAsync(HttpMethod.Delete, $"containers/{Id}?force=true&v=true", null, CancellationToken.None);
        Id = "";
    }

    private Task<JsonObject> InspectAsync(CancellationToken cancel) => engine.CallAsync(HttpMethod.Get, $"containers/{Id}/json", null, cancel);

    private async Task WaitAsync(IWaitUntil condition)
    {
        try
        {
            await Eventually.TrueAsync(async () => await condition.UntilAsync(this) || !await IsRunningAsync(), Patience.Limit, "the container is not ready");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}:\n{await LogAsync()}");
        }

        if (!await IsRunningAsync())
            throw new DockerException($"The container ended before it was ready:\n{await LogAsync()}");
    }

    private async Task<string> LogAsync()
    {
        (string output, string error) = await GetLogsAsync();
        return output + error;
    }
}
