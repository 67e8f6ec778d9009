using System.Text.Json;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Tests.Objects.Reading;

/// <summary>Names end up in rules, so nothing but letters, digits, hyphens and dots may get through.</summary>
public sealed class NameTests
{
    public static TheoryData<string> Hostile { get; } =
    [
        "a\"b", "a'b", "a\nb", "a\rb", "a\tb", "a b", "a{b", "a}b", "a;b", "a#b", "a$b", "a`b", "a\\b", "a/b", "a:b", "a,b", "a@b", "a*b", "a_b",
        "A", "-a", "a-", "a.", ".a", "a..b", "é", "а", "a\u0000b", "a\u2028b", "\u202ea", "a\u0000", "\ud83d\ude00", "", " ", "a\u001bb",
        new string('a', 254), new string('a', 10_000), "x\" ; delete table ip proxier ; #", "}\nflush ruleset\n",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_name_is_an_error_and_never_an_object(string name)
    {
        string text = JsonSerializer.Serialize(name);
        string spec = "\"spec\": {\"clusterIP\": \"10.0.0.1\", \"ports\": [{\"port\": 80}]}";

        Refused(Reading.ReadService($"{{\"metadata\": {{\"name\": {text}}}, {spec}}}"), "metadata.name");
        Refused(Reading.ReadSlice($"{{\"metadata\": {{\"name\": {text}, \"labels\": {{\"kubernetes.io/service-name\": \"a\"}}}}, \"addressType\": \"IPv4\"}}"), "metadata.name");
        Refused(Reading.ReadNode($"{{\"metadata\": {{\"name\": {text}}}}}"), "metadata.name");
        Refused(Reading.ReadServiceCidr($"{{\"metadata\": {{\"name\": {text}}}, \"spec\": {{\"cidrs\": []}}}}"), "metadata.name");
        if (name.Length == 0)
            return;
        Refused(Reading.ReadService($"{{\"metadata\": {{\"name\": \"a\", \"namespace\": {text}}}, {spec}}}"), "metadata.namespace");
        Refused(Reading.Service($"\"ports\": [{{\"name\": {text}, \"port\": 80}}]"), "spec.ports[0].name");
        Refused(Reading.Slice($"\"ports\": [{{\"name\": {text}, \"port\": 80}}]"), "ports[0].name");
        Refused(Reading.Slice($"\"endpoints\": [{{\"nodeName\": {text}, \"addresses\": [\"10.1.0.1\"]}}]"), "endpoints[0].nodeName");
        Refused(Reading.Slice("", $"\"labels\": {{\"kubernetes.io/service-name\": {text}}}"), "metadata.labels[kubernetes.io/service-name]");
    }

    [Theory]
    [InlineData("a", true, true)]
    [InlineData("0-a-9", true, true)]
    [InlineData("a.b", false, true)]
    [InlineData("node-1.example.com", false, true)]
    public void Proper_names_are_taken(string name, bool isLabel, bool isSubdomain)
    {
        Assert.Equal(isLabel, DnsName.IsLabel(name));
        Assert.Equal(isSubdomain, DnsName.IsSubdomain(name));
    }

    [Fact]
    public void Labels_end_at_63_characters_and_subdomains_at_253()
    {
        Assert.True(DnsName.IsLabel(new string('a', 63)));
        Assert.False(DnsName.IsLabel(new string('a', 64)));
        Assert.True(DnsName.IsSubdomain(new string('a', 253)));
        Assert.False(DnsName.IsSubdomain(new string('a', 254)));
    }

    private static void Refused<T>(ReadResult<T> result, string field)
        where T : class
    {
        Finding error = Assert.Single(result.Errors);
        Assert.Null(result.Object);
        Assert.Equal(field, error.Field);
        Assert.True(error.Problem.Length < 600 && error.Problem.All(c => c is >= ' ' and <= '~'), error.Problem);
    }
}
