using System.Text.Json.Serialization;

namespace Proxier.Testing.Containers;

/// <summary>The part of what the Docker Engine API takes to create a container (POST /containers/create) that we use; its names.</summary>
public sealed class CreateContainerParameters
{
    public string Image { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IList<string>? Entrypoint { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IList<string>? Cmd { get; set; }

    /// <summary>NAME=VALUE each.</summary>
    public IList<string> Env { get; } = [];

    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; set; }

    public HostConfig HostConfig { get; } = new();
}
