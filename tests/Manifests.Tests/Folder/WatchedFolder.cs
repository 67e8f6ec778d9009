using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Testing;

namespace Proxier.Manifests.Tests.Folder;

/// <summary>A folder on disk that a source follows, and the store that it fills.</summary>
internal sealed class WatchedFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-folder-");
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Beside the folder, on the same file system.</summary>
    public string Elsewhere => _folder.CreateSubdirectory("elsewhere").FullName;

    public string Folder => Path.Combine(_folder.FullName, "watched");

    public ObjectStore Store { get; } = new();

    public RecordingLogger Logger { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public WatchedFolder() => Directory.CreateDirectory(Folder);

    public async Task StartAsync()
    {
        var options = new ManifestFolderOptions { Folder = Folder, NodeName = "node-1" };
        var source = new ManifestFolderSource(options, new ObjectReader(), Time, Logger);
        _running = Task.Run(() => source.RunAsync(Store, _stop.Token));
        await SeeAsync(() => Store.IsSynced);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(Patience.Limit));
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Puts a finished file in place, as a careful writer does.</summary>
    public void Put(string name, string content)
    {
        string draft = Path.Combine(Elsewhere, "draft");
        File.WriteAllText(draft, content);
        File.Move(draft, PathOf(name), overwrite: true);
    }

    /// <summary>Waits until the ports of these services are exactly as given: <c>name:port</c>, ordered by name.</summary>
    public Task SeeAsync(params string[] services) => SeeAsync(() => Services().SequenceEqual(services), () => string.Join(' ', Services()));

    public async Task SeeAsync(Func<bool> condition, Func<string>? describe = null)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        for (long version = Store.Snapshot().Version; !condition(); version = Store.Snapshot().Version)
        {
            Assert.False(_running.IsFaulted, _running.Exception?.ToString());
            try
            {
                await Store.WaitForChangeAsync(version, patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not seen; the store holds {describe?.Invoke()}. Told: {string.Join('\n', Logger.Warnings)}");
            }
        }
    }

    public IEnumerable<string> Services() =>
        Store.Snapshot().State.Services.Where(entry => entry.Service is not null).Select(entry => $"{entry.Name.Name}:{entry.Service!.Ports[0].Port}");

    public static string Service(string name, int port, string address = "10.0.0.1") => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}}
        spec: {clusterIP: {{address}}, ports: [{port: {{port}}}]}
        ---

        """;
}
