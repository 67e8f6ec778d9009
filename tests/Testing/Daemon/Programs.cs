namespace Proxier.Testing.Daemon;

/// <summary>The two programs as they were built, in one folder: beside the tests, or published.</summary>
public sealed record Programs(string Folder)
{
    public static Programs BesideTests { get; } = new(AppContext.BaseDirectory);

    public string[] Proxyd(params IEnumerable<string> arguments) => Words("proxyd.dll", arguments);

    public string[] Proxyctl(params IEnumerable<string> arguments) => Words("proxyctl.dll", arguments);

    private string[] Words(string program, IEnumerable<string> arguments) => ["dotnet", "exec", Path.Combine(Folder, program), .. arguments];
}
