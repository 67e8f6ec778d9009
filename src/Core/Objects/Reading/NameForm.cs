namespace Proxier.Core.Objects.Reading;

/// <summary>One of the forms of <see cref="DnsName"/>, as a field is required to have it.</summary>
internal sealed class NameForm
{
    private readonly Func<string, bool> _fits;
    private readonly string _words;

    private NameForm(Func<string, bool> fits, string words)
    {
        _fits = fits;
        _words = words;
    }

    public static NameForm Label { get; } = new(
        static name => DnsName.IsLabel(name), "at most 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit");

    public static NameForm Subdomain { get; } = new(
        static name => DnsName.IsSubdomain(name), "at most 253 of a-z, 0-9, '-' and '.', each part beginning and ending with a letter or digit");

    /// <summary>Null when unset or, with an error noted, of another form.</summary>
    public string? Optional(ObjectField parent, string field, StringPool pool)
    {
        if (parent.Text(field) is not { Length: > 0 } text)
            return null;
        if (_fits(text))
            return pool.Share(text);
        parent.Error(field, $"must be {_words}, not {Excerpt.Of(text)}");
        return null;
    }

    /// <summary>Null, with an error noted, when unset or of another form.</summary>
    public string? Required(ObjectField parent, string field, StringPool pool)
    {
        if (parent.IsUnset(field))
            parent.Error(field, "is required");
        return Optional(parent, field, pool);
    }
}
