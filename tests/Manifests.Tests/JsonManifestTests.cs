using System.Text;
using Proxier.Testing;

namespace Proxier.Manifests.Tests;

public sealed class JsonManifestTests
{
    [Fact]
    public void Several_values_may_follow_each_other()
    {
        ManifestReading reading = Manifest.Read($"{Manifest.JsonService}\n{Manifest.JsonService.Replace("web", "api", StringComparison.Ordinal)}{Node("a")}");

        Assert.Empty(reading.Errors);
        Assert.Equal(["shop/api", "shop/web"], reading.ServiceNames());
        Assert.Equal(["a"], reading.NodeNames);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal(["shop/web"], Manifest.Read([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Manifest.JsonService)]).ServiceNames());

    [Theory]
    [InlineData("{\"a\": }", "-:1:7: is not JSON: ")]
    [InlineData("{\"a\": 1}\n{\"b\":\n  nope}", "-:3:4: is not JSON: ")]
    [InlineData("{\"items\": [{}, {\"a\":\n\n [}]}", "-:3:3: is not JSON: ")]
    [InlineData("{\"items\": [{}", "-:1:14: is not JSON: ")]
    [InlineData("{\"items\": [{} {}]}", "-:1:15: is not JSON: ")]
    [InlineData("{\"a\": \"b", "-:1:9: is not JSON: ")]
    public void A_syntax_error_has_line_and_column(string text, string expected)
    {
        // Objects before the error, which have no kind here, have findings of their own.
        ManifestFinding error = Manifest.Read(text).Errors[^1];

        Assert.StartsWith(expected, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void The_pieces_in_which_text_arrives_do_not_matter(int pieceSize)
    {
        string big = new('x', 200_000);
        string text = $$"""
            {"apiVersion": "v1", "items": [{{Manifest.JsonService}}, {{Node("a").Replace("{}", $"{{\"annotations\": \"{big}\"}}", StringComparison.Ordinal)}}], "kind": "List"}
            {{Manifest.JsonService.Replace("web", "api", StringComparison.Ordinal)}}
            """;
        ManifestReading reading = Manifest.Read(new SlowStream(Encoding.UTF8.GetBytes(text), pieceSize));

        Assert.Empty(reading.Errors);
        Assert.Equal(["shop/api", "shop/web"], reading.ServiceNames());
        Assert.Equal(["a"], reading.NodeNames);
    }

    [Fact]
    public void A_long_list_is_read_in_order_up_to_an_error_at_its_end()
    {
        IEnumerable<string> services = Enumerable.Range(0, 2000).Select(i => Manifest.JsonService.Replace("web", $"s{i % 1999:d4}", StringComparison.Ordinal));
        ManifestReading reading = Manifest.Read($"{{\"items\": [{string.Join(",\n", services)}\n nonsense");

        Assert.Equal(
            ["-:2000 (document 1): Service shop/s0000: is already at -:1 (document 1)", "-:2001:2: is not JSON: "],
            reading.Errors.Select(error => error.ToString().Split('\'')[0]));
        Assert.Equal(1999, reading.ServiceNames().Count());
    }

    [Fact]
    public void Deep_nesting_is_an_error() =>
        Assert.Contains("is not JSON: ", Assert.Single(Manifest.Read("{\"a\":" + new string('[', 100_000)).Errors).ToString(), StringComparison.Ordinal);

    private static string Node(string name) => $"{{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {{\"name\": \"{name}\"}}, \"spec\": {{}}}}";
}
