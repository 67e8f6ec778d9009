using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Proxier.Proxyd.Configuration;

/// <summary>One thing that can be set, in the file, by a flag, or by either.</summary>
internal abstract class Setting
{
    /// <summary>Path in a KubeProxyConfiguration, such as <c>conntrack.min</c>; empty when only a flag sets it.</summary>
    public required string Field { get; init; }

    /// <summary>With its dashes; empty when only the file sets it. A flag may set the same in several sections.</summary>
    public required string Flag { get; init; }

    public required string Help { get; init; }

    /// <summary>What stands for the value in the help of the flag.</summary>
    public required string ValueName { get; init; }

    public required Effect Effect { get; init; }

    /// <summary>The flag counts even beside a file that says something else.</summary>
    public bool IsFlagAboveFile { get; init; }

    /// <summary>In the file, zero or empty text stands for the default.</summary>
    public bool IsZeroDefault { get; init; }

    /// <summary>Not to be set differs from every value: it is left out where the whole configuration is shown.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The modes that it is for, by their words; empty: all of them.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>It is checked even when no mode that it is for was asked for.</summary>
    public bool IsAlwaysChecked { get; init; }

    public bool IsFor(string mode) => Modes.Count == 0 || Modes.Contains(mode);

    public abstract object Fallback { get; }

    /// <summary>The flag may stand without a value.</summary>
    public abstract bool IsSwitch { get; }

    /// <param name="problem">Why not, worded so that it can follow the setting's name; else empty.</param>
    public abstract object? Read(JsonElement json, out string problem);

    /// <param name="texts">One for each time that the flag is given.</param>
    /// <param name="problem">As with the other.</param>
    public abstract object? Read(IReadOnlyList<string> texts, out string problem);

    public abstract bool IsZero(object value);

    /// <summary>Null, or what is wrong with the value.</summary>
    public abstract string? Check(object value);

    public abstract void Write(Utf8JsonWriter json, object value);

    /// <summary>As it would be written in JSON.</summary>
    public string TextOf(object value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
            Write(json, value);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    public override string ToString() => Field.Length > 0 ? Field : Flag;
}
