namespace Proxier.Containers;

/// <summary>Everything here shares one Docker, one test after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DockerCollection : ICollectionFixture<Docker>
{
    public const string Name = "docker";
}
