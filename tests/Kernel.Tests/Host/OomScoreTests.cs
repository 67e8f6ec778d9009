using Microsoft.Extensions.Options;
using Proxier.Kernel.Host;

namespace Proxier.Kernel.Tests.Host;

public sealed class OomScoreTests : IDisposable
{
    private readonly DirectoryInfo _proc = Directory.CreateTempSubdirectory("proxier-proc-");

    private string Path => System.IO.Path.Combine(_proc.FullName, "self", "oom_score_adj");

    public void Dispose() => _proc.Delete(recursive: true);

    [Fact]
    public void It_is_written()
    {
        _proc.CreateSubdirectory("self");
        File.WriteAllText(Path, "0\n");
        Assert.Null(Score().Set(-999));
        Assert.Equal("-999", File.ReadAllText(Path));
    }

    [Fact]
    public void A_refusal_is_told() => Assert.Contains("Could not find", Score().Set(5));

    private OomScore Score() => new(Options.Create(new HostPaths { Proc = _proc.FullName }));
}
