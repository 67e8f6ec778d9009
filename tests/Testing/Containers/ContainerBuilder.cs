namespace Proxier.Testing.Containers;

/// <summary>
/// Describes a container. In the words of Testcontainers for .NET, which can take the place of this folder where its packages can be had:
/// docs/adr/0014-image-and-container-tests.md.
/// </summary>
public sealed class ContainerBuilder
{
    private readonly Action<CreateContainerParameters>[] _changes;
    private readonly Wait _wait;

    public ContainerBuilder()
        : this([], Wait.ForUnixContainer())
    {
    }

    private ContainerBuilder(Action<CreateContainerParameters>[] changes, Wait wait) => (_changes, _wait) = (changes, wait);

    public ContainerBuilder WithImage(string image) => With(parameters => parameters.Image = image);

    public ContainerBuilder WithEntrypoint(params string[] words) => With(parameters => parameters.Entrypoint = words);

    public ContainerBuilder WithCommand(params string[] words) => With(parameters => parameters.Cmd = words);

    public ContainerBuilder WithEnvironment(string name, string value) => With(parameters => parameters.Env.Add($"{name}={value}"));

    public ContainerBuilder WithLabel(string name, string value) => With(parameters => parameters.Labels[name] = value);

    public ContainerBuilder WithPrivileged(bool privileged) => With(parameters => parameters.HostConfig.Privileged = privileged);

    public ContainerBuilder WithBindMount(string source, string destination, AccessMode mode = AccessMode.ReadWrite) =>
        With(parameters => parameters.HostConfig.Binds.Add($"{source}:{destination}:{(mode == AccessMode.ReadOnly ? "ro" : "rw")}"));

    public ContainerBuilder WithTmpfsMount(string destination) =>
        With(parameters => (parameters.HostConfig.Tmpfs ??= new Dictionary<string, string>())[destination] = "");

    public ContainerBuilder WithCreateParameterModifier(Action<CreateContainerParameters> modifier) => With(modifier);

    public ContainerBuilder WithWaitStrategy(Wait wait) => new(_changes, wait);

    /// <summary>Nothing is made before it is started.</summary>
    public IContainer Build()
    {
        var parameters = new CreateContainerParameters();
        foreach (Action<CreateContainerParameters> change in _changes)
            change(parameters);
        return new Container(DockerEngine.Current, parameters, _wait);
    }

    private ContainerBuilder With(Action<CreateContainerParameters> change) => new([.. _changes, change], _wait);
}
