namespace Proxier.Testing.Daemon;

/// <summary>The two programs as they were built, in one folder: beside the tests, or published.</summary>
public sealed record Programs(string Folder)
{
    /// <summary>From the folder that <c>TEST_PROGRAMS</c> names, where they are published and start in a fraction of the time; else those beside the tests.</summary>
    public static Programs UnderTest { get; } = new(Environment.GetEnvironmentVariable("TEST_PROGRAMS") is { Length: > 0 } folder ? folder : AppContext.BaseDirectory);

    public string[] Proxyd(params IEnumerable<string> arguments) => Words("proxyd.dll", arguments);

    public string[] Proxyctl(params IEnumerable<string> arguments) => Words("proxyctl.dll", arguments);

    private string[] Words(string program, IEnumerable<string> arguments) => ["dotnet", "exec", Path.Combine(Folder, program), .. arguments];
}
