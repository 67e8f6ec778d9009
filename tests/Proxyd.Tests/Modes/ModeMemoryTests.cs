using Microsoft.Extensions.Logging;
using Proxier.Proxyd.Modes;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Modes;

public sealed class ModeMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proxier-memory-").FullName;
    private readonly CountingLogger<ModeMemory> _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_at_the_next_start()
    {
        string path = Path.Combine(_folder, "new/folder/proxy-mode");

        new ModeMemory(path, _log).Write("iptables");

        Assert.Equal("iptables", new ModeMemory(path, _log).Read());
        Assert.Equal("iptables\n", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!)); // in our folder
    }

    [Theory]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("windows\n")]
    public void What_makes_no_sense_is_told_and_forgotten(string text)
    {
        string path = Path.Combine(_folder, "proxy-mode");
        File.WriteAllText(path, text);

        Assert.Null(new ModeMemory(path, _log).Read());
        Assert.Contains(path, Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_a_warning()
    {
        string path = Path.Combine(_folder, "file", "proxy-mode");
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        new ModeMemory(path, _log).Write("iptables");

        Assert.Equal(1, _log.Count(LogLevel.Warning));
    }

    [Fact]
    public void Without_a_place_nothing_is_remembered_and_nothing_is_said()
    {
        var memory = new ModeMemory("", _log);

        memory.Write("iptables");

        Assert.Null(memory.Read());
        Assert.Empty(_log.Messages);
    }
}
