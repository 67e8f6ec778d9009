using System.Diagnostics;
using Proxier.Testing;
using static Proxier.Manifests.Tests.Folder.WatchedFolder;

namespace Proxier.Manifests.Tests.Folder;

public sealed class ManifestFolderSourceTests
{
    [Fact]
    public async Task Everything_that_is_there_is_one_change()
    {
        await using var folder = new WatchedFolder();
        folder.Put("b.yaml", Service("b", 81));
        folder.Put("a.json", Manifest.JsonService);
        folder.Put("nodes.yaml", Node("node-1") + Node("node-2"));
        folder.Put("cidr.yaml", "{apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name: kubernetes}, spec: {cidrs: [10.96.0.0/12]}}");
        folder.Put("other.yaml", "{apiVersion: apps/v1, kind: Deployment}");
        await folder.StartAsync();

        Assert.Equal(["b:81", "web:80"], folder.Services());
        Assert.Equal("node-1", folder.Store.Snapshot().State.Node?.Name);
        Assert.Equal("kubernetes", Assert.Single(folder.Store.Snapshot().State.ServiceCidrs).Name);
        Assert.StartsWith($"{folder.Folder}: 5 files with 5 objects read in ", Assert.Single(folder.Logger.Of(2001)), StringComparison.Ordinal);
        Assert.EndsWith("; 1 objects of other kinds left out", Assert.Single(folder.Logger.Of(2001)), StringComparison.Ordinal);
        Assert.Empty(folder.Logger.Warnings);
    }

    [Fact]
    public async Task Files_come_and_go_while_it_runs()
    {
        await using var folder = new WatchedFolder();
        await folder.StartAsync();

        folder.Put("a.yaml", Service("a", 80));
        await folder.SeeAsync("a:80");
        folder.Put("a.yaml", Service("a", 81) + Service("b", 90));
        await folder.SeeAsync("a:81", "b:90");
        await File.WriteAllTextAsync(folder.PathOf("c.yaml"), Service("c", 70));
        await folder.SeeAsync("a:81", "b:90", "c:70");
        File.Move(folder.PathOf("a.yaml"), folder.PathOf("z.yaml"));
        File.Delete(folder.PathOf("c.yaml"));
        await folder.SeeAsync("a:81", "b:90");
        File.Move(folder.PathOf("z.yaml"), Path.Combine(folder.Elsewhere, "z.yaml"));
        await folder.SeeAsync([]);
        Assert.Empty(folder.Logger.Warnings);
    }

    [Fact]
    public async Task What_is_wrong_is_current_for_as_long_as_it_is_there()
    {
        await using var folder = new WatchedFolder();
        folder.Put("broken.yaml", "{");
        folder.Put("refused.yaml", Service("refused", 70000));
        folder.Put("a.yaml", Service("twice", 80));
        folder.Put("b.yaml", Service("twice", 81));
        await folder.StartAsync();
        Assert.Equal(3, folder.Store.Findings.Count);
        Assert.Contains(folder.Store.Findings.First(3), text => text.Contains($"is in {folder.PathOf("a.yaml")} and in {folder.PathOf("b.yaml")}; the former counts", StringComparison.Ordinal));

        File.Delete(folder.PathOf("a.yaml"));
        File.Delete(folder.PathOf("broken.yaml"));
        folder.Put("refused.yaml", Service("refused", 7000));
        await folder.SeeAsync("refused:7000", "twice:81");
        await Eventually.TrueAsync(() => Task.FromResult(folder.Store.Findings.Count == 0), Patience.Limit, "what was mended or removed is still told");
    }

    [Fact]
    public async Task The_node_comes_and_goes()
    {
        await using var folder = new WatchedFolder();
        await folder.StartAsync();

        folder.Put("nodes.yaml", Node("node-2"));
        folder.Put("node.yaml", Node("node-1"));
        await folder.SeeAsync(() => folder.Store.Snapshot().State.Node is { Name: "node-1" });
        File.Delete(folder.PathOf("node.yaml"));
        await folder.SeeAsync(() => folder.Store.Snapshot().State.Node is null);
    }

    [Fact]
    public async Task A_file_that_is_being_written_counts_once_it_is_closed()
    {
        await using var folder = new WatchedFolder();
        folder.Put("a.yaml", Service("a", 80) + Service("b", 81));
        await folder.StartAsync();

        await using (var writer = new StreamWriter(folder.PathOf("a.yaml")))
        {
            await writer.WriteAsync(Service("a", 90));
            await writer.FlushAsync();
            folder.Put("marker.yaml", Service("marker", 1));
            await folder.SeeAsync("a:80", "b:81", "marker:1");
            await writer.WriteAsync(Service("b", 91));
        }

        await folder.SeeAsync("a:90", "b:91", "marker:1");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_leaves_its_former_content_in_force_and_is_told_once()
    {
        await using var folder = new WatchedFolder();
        folder.Put("a.yaml", Service("a", 80) + Service("b", 81));
        await folder.StartAsync();

        folder.Put("a.yaml", Service("a", 90) + "nonsense: [");
        folder.Put("marker.yaml", Service("marker", 1));
        await folder.SeeAsync("a:80", "b:81", "marker:1");
        File.SetLastWriteTimeUtc(folder.PathOf("a.yaml"), DateTime.UnixEpoch);
        folder.Put("a.yaml", Service("a", 90) + "nonsense: [");
        folder.Put("marker.yaml", Service("marker", 2));
        await folder.SeeAsync("a:80", "b:81", "marker:2");

        string told = Assert.Single(folder.Logger.Warnings);
        Assert.StartsWith(folder.PathOf("a.yaml") + ":", told, StringComparison.Ordinal);
        Assert.EndsWith("what the file held before stays in force until it is written again", told, StringComparison.Ordinal);
        folder.Put("a.yaml", Service("a", 90));
        await folder.SeeAsync("a:90", "marker:2");
        Assert.Equal($"{folder.PathOf("a.yaml")} is in order again", Assert.Single(folder.Logger.Of(2007)));
    }

    [Fact]
    public async Task One_bad_object_costs_the_others_of_its_file_nothing()
    {
        await using var folder = new WatchedFolder();
        folder.Put("a.yaml", Service("a", 80) + Service("b", 81) + Service("c", 82));
        await folder.StartAsync();

        folder.Put("a.yaml", Service("a", 90) + Service("b", 0) + Service("new", 0));
        await folder.SeeAsync("a:90", "b:81");

        Assert.Equal(2, folder.Logger.Of(2003).Count());
        Assert.StartsWith($"{folder.PathOf("a.yaml")}:6 (document 2): Service default/b: spec.ports[0].port: ", folder.Logger.Of(2003).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_lost_its_name_takes_none_away()
    {
        await using var folder = new WatchedFolder();
        folder.Put("a.yaml", Service("a", 80) + Service("b", 81));
        await folder.StartAsync();

        folder.Put("a.yaml", Service("a", 90) + Service("\"b;\"", 81));
        await folder.SeeAsync("a:90", "b:81");
        folder.Put("a.yaml", Service("a", 91));
        await folder.SeeAsync("a:91");
    }

    [Fact]
    public async Task Of_two_files_with_one_object_the_first_by_name_counts()
    {
        await using var folder = new WatchedFolder();
        folder.Put("b.yaml", Service("web", 81));
        await folder.StartAsync();

        folder.Put("c.yaml", Service("web", 82));
        folder.Put("marker.yaml", Service("marker", 1));
        await folder.SeeAsync("marker:1", "web:81");
        Assert.Equal($"Service default/web is in {folder.PathOf("b.yaml")} and in {folder.PathOf("c.yaml")}; the former counts", Assert.Single(folder.Logger.Warnings));
        folder.Put("a.yaml", Service("web", 80));
        await folder.SeeAsync("marker:1", "web:80");
        File.Delete(folder.PathOf("a.yaml"));
        await folder.SeeAsync("marker:1", "web:81");
        File.Delete(folder.PathOf("b.yaml"));
        await folder.SeeAsync("marker:1", "web:82");
    }

    [Fact]
    public async Task A_file_that_is_removed_and_written_anew_takes_nothing_away_meanwhile()
    {
        var time = new ManualTime();
        await using var folder = new WatchedFolder { Time = time };
        folder.Put("a.yaml", Service("a", 80));
        await folder.StartAsync();

        File.Delete(folder.PathOf("a.yaml"));
        await time.WaitForTimerAsync(ManifestFolderSource.ReturnTime);
        Assert.Equal(["a:80"], folder.Services());
        await using (var writer = new StreamWriter(folder.PathOf("a.yaml")))
        {
            time.Advance(ManifestFolderSource.ReturnTime);
            folder.Put("marker.yaml", Service("marker", 1));
            await folder.SeeAsync("a:80", "marker:1");
            await writer.WriteAsync(Service("a", 81));
        }

        await folder.SeeAsync("a:81", "marker:1");
        File.Delete(folder.PathOf("a.yaml"));
        await time.WaitForTimerAsync(ManifestFolderSource.ReturnTime);
        time.Advance(ManifestFolderSource.ReturnTime);
        await folder.SeeAsync("marker:1");
    }

    [Fact]
    public async Task The_links_of_a_ConfigMap_are_followed_when_they_are_swapped()
    {
        await using var folder = new WatchedFolder();
        Directory.CreateDirectory(folder.PathOf("..1"));
        await File.WriteAllTextAsync(folder.PathOf("..1/a.yaml"), Service("a", 80));
        await File.WriteAllTextAsync(folder.PathOf("..1/b.yaml"), Service("b", 80));
        File.CreateSymbolicLink(folder.PathOf("..data"), "..1");
        File.CreateSymbolicLink(folder.PathOf("a.yaml"), "..data/a.yaml");
        File.CreateSymbolicLink(folder.PathOf("b.yaml"), "..data/b.yaml");
        await folder.StartAsync();
        Assert.Equal(["a:80", "b:80"], folder.Services());

        Directory.CreateDirectory(folder.PathOf("..2"));
        await File.WriteAllTextAsync(folder.PathOf("..2/a.yaml"), Service("a", 81));
        await File.WriteAllTextAsync(folder.PathOf("..2/c.yaml"), Service("c", 81));
        File.CreateSymbolicLink(folder.PathOf("..data_tmp"), "..2");
        // File.Move does not replace a link to a folder.
        using (var move = Process.Start("mv", ["-T", folder.PathOf("..data_tmp"), folder.PathOf("..data")]))
            await move.WaitForExitAsync();
        File.CreateSymbolicLink(folder.PathOf("c.yaml"), "..data/c.yaml");
        File.Delete(folder.PathOf("b.yaml"));

        await folder.SeeAsync("a:81", "c:81");
    }

    [Fact]
    public async Task What_the_kernel_does_not_tell_is_found_in_the_end()
    {
        var time = new ManualTime();
        await using var folder = new WatchedFolder { Time = time };
        string target = Path.Combine(folder.Elsewhere, "target.yaml");
        await File.WriteAllTextAsync(target, Service("a", 80));
        File.CreateSymbolicLink(folder.PathOf("a.yaml"), target);
        await folder.StartAsync();

        // Behind a link to another folder, which is not watched.
        await File.WriteAllTextAsync(target, Service("a", 81));
        time.Advance(TimeSpan.FromMinutes(1));

        await folder.SeeAsync("a:81");
    }

    [Fact]
    public async Task A_folder_that_goes_away_leaves_everything_in_force_and_may_come_back()
    {
        var time = new ManualTime();
        await using var folder = new WatchedFolder { Time = time };
        folder.Put("a.yaml", Service("a", 80));
        await folder.StartAsync();

        Directory.Move(folder.Folder, Path.Combine(folder.Elsewhere, "gone"));
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["a:80"], folder.Services());
        Assert.Single(folder.Logger.Of(2009));

        Directory.CreateDirectory(folder.Folder);
        folder.Put("a.yaml", Service("a", 81));
        time.Advance(TimeSpan.FromSeconds(1));
        await folder.SeeAsync("a:81");
        folder.Put("b.yaml", Service("b", 82));
        await folder.SeeAsync("a:81", "b:82");
    }

    [Fact]
    public async Task Without_its_folder_it_does_not_start()
    {
        var options = new ManifestFolderOptions { Folder = "/nonexistent/manifests", NodeName = "node-1" };
        var source = new ManifestFolderSource(options, new(), TimeProvider.System, new RecordingLogger());

        ManifestFolderException error = await Assert.ThrowsAsync<ManifestFolderException>(() => source.RunAsync(new(), CancellationToken.None));
        Assert.Contains("/nonexistent/manifests", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_changes_end_as_the_files_are()
    {
        await using var folder = new WatchedFolder();
        await folder.StartAsync();
        var random = new Random(1);
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 1; i <= 1000; i++)
        {
            string name = $"s{random.Next(20):d2}";
            if (expected.ContainsKey(name) && random.Next(4) == 0)
            {
                File.Delete(folder.PathOf(name + ".yaml"));
                expected.Remove(name);
            }
            else if (random.Next(2) == 0)
            {
                folder.Put(name + ".yaml", Service(name, i));
                expected[name] = i;
            }
            else
            {
                await File.WriteAllTextAsync(folder.PathOf(name + ".yaml"), Service(name, i));
                expected[name] = i;
            }
        }

        await folder.SeeAsync([.. expected.Select(entry => $"{entry.Key}:{entry.Value}")]);
        Assert.Empty(folder.Logger.Warnings);
    }

    private static string Node(string name) => $"{{apiVersion: v1, kind: Node, metadata: {{name: {name}}}}}\n---\n";
}
