using System.Text.Json.Serialization;

namespace Proxier.Testing.Containers;

/// <summary>What a container gets of its host, in the names of the Docker Engine API.</summary>
public sealed class HostConfig
{
    public bool Privileged { get; set; }

    public IList<string> CapAdd { get; } = [];

    public IList<string> CapDrop { get; } = [];

    public IList<string> SecurityOpt { get; } = [];

    public bool ReadonlyRootfs { get; set; }

    /// <summary>bridge, none, or container:ID for the network namespace of another one.</summary>
    public string NetworkMode { get; set; } = "bridge";

    /// <summary>HOST-PATH:PATH:ro or rw each.</summary>
    public IList<string> Binds { get; } = [];

    /// <summary>Mount options by path.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IDictionary<string, string>? Tmpfs { get; set; }
}
