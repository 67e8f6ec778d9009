using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Proxier.Bench.Backends;

if (args is ["backends", .. var sizes])
{
    await BackendReport.PrintAsync(sizes.Select(int.Parse), Console.Out);
    return;
}

// In this process: BenchmarkDotNet 0.14 does not know how to build a project for .NET 10.
ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
