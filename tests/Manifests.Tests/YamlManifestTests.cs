using System.Globalization;
using System.Text;
using Proxier.Core.Objects;

namespace Proxier.Manifests.Tests;

public sealed class YamlManifestTests
{
    [Fact]
    public void Many_documents_are_read_and_empty_ones_passed_over()
    {
        ManifestReading reading = Manifest.Read($"""
            # nothing here
            ---
            {Manifest.Service}
            ---
            ---
            {Manifest.Service.Replace("web", "api", StringComparison.Ordinal)}
            ...
            ---
            # the end
            """);

        Assert.Empty(reading.Errors);
        Assert.Equal(["shop/api", "shop/web"], reading.ServiceNames());
    }

    [Theory]
    [InlineData("80", 80)]
    [InlineData("0x50", 80)]
    [InlineData("0o120", 80)]
    [InlineData("0120", 80)]
    [InlineData("0b1010000", 80)]
    [InlineData("+80", 80)]
    [InlineData("8_0", 80)]
    public void Whole_numbers_have_the_forms_of_YAML(string text, int expected) =>
        Assert.Equal(expected, Assert.Single(Assert.Single(ReadPort(text).ToClusterState(null).Services).Service!.Ports).Port);

    [Theory]
    [InlineData("\"80\"", "must be a whole number from 1 to 65535, not \"80\"")]
    [InlineData("'80'", "must be a whole number from 1 to 65535, not \"80\"")]
    [InlineData("!!str 80", "must be a whole number from 1 to 65535, not \"80\"")]
    [InlineData("80.5", "must be a whole number from 1 to 65535, not 80.5")]
    [InlineData(".inf", "must be a whole number from 1 to 65535, not \".inf\"")]
    [InlineData("1e400", "must be a whole number from 1 to 65535, not \"1e400\"")]
    [InlineData("99999999999999999999", "must be a whole number from 1 to 65535, not 1E+20")]
    [InlineData("yes", "must be a whole number from 1 to 65535, not true")]
    [InlineData("~", "is required")]
    [InlineData("[80]", "must be a whole number from 1 to 65535, not an array")]
    public void Types_are_those_of_YAML(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(ReadPort(text).Errors).Finding.Problem);

    [Fact]
    public void Words_that_YAML_takes_for_flags_are_no_names()
    {
        ManifestReading reading = Manifest.Read(Manifest.Service.Replace("name: web", "name: no", StringComparison.Ordinal));

        Assert.Equal("-:1 (document 1): Service shop/: metadata.name: must be a string, not false", Assert.Single(reading.Errors).ToString());
        Assert.Empty(Manifest.Read(Manifest.Service.Replace("name: web", "name: 'no'", StringComparison.Ordinal)).Errors);
    }

    [Fact]
    public void Aliases_and_merges_stand_for_what_they_name()
    {
        ManifestReading reading = Manifest.Read("""
            apiVersion: v1
            kind: List
            items:
            - &web
              apiVersion: v1
              kind: Service
              metadata: &meta {namespace: shop, name: web}
              spec: &spec {clusterIP: 10.0.0.1, ports: &ports [{port: 80}], type: NodePort}
            - kind: Service
              metadata: {name: api, <<: *meta}
              spec: {<<: *spec, clusterIP: 10.0.0.2}
              <<: *web
            - apiVersion: v1
              kind: Service
              metadata: {<<: [{name: db}, *meta]}
              spec: {clusterIP: 10.0.0.3, ports: *ports}
            """);

        Assert.Empty(reading.Errors);
        AssertServices(reading, "shop/api NodePort 10.0.0.2:80", "shop/db ClusterIP 10.0.0.3:80", "shop/web NodePort 10.0.0.1:80");
    }

    [Fact]
    public void Aliases_cannot_stand_for_more_than_memory_holds()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");

        Assert.Contains("is not YAML: Anchors and aliases hold more than", Assert.Single(Manifest.Read(text.ToString()).Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &a [*a]", "-:1:8: is not YAML: The alias *a has no complete anchor before it.")]
    [InlineData("a: *b", "-:1:4: is not YAML: The alias *b has no complete anchor before it.")]
    [InlineData("? {a: b}\n: c", "-:1:3: is not YAML: A key must be a plain value.")]
    [InlineData("a: b\n<<: c", "-:2:5: is not YAML: Only a mapping can be merged.")]
    public void What_cannot_be_resolved_is_an_error(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(Manifest.Read(text).Errors).ToString());

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("{<<: ")]
    [InlineData("{<<: [")]
    public void Deep_nesting_is_an_error(string open)
    {
        string text = "a: " + string.Concat(Enumerable.Repeat(open, 10_000));

        Assert.Contains("nested deeper than 200", Assert.Single(Manifest.Read(text).Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_syntax_error_has_line_and_column_and_leaves_what_came_before()
    {
        ManifestReading reading = Manifest.Read($"{Manifest.Service}\n---\nkind: Service\n  metadata: x\n");

        Assert.StartsWith("-:7:", Assert.Single(reading.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("is not YAML: ", reading.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(["shop/web"], reading.ServiceNames());
    }

    [Fact]
    public void A_document_that_is_no_object_is_an_error() =>
        Assert.Equal("-:1 (document 1): object: must be an object, not an array", Assert.Single(Manifest.Read("- a\n- b\n").Errors).ToString());

    private static ManifestReading ReadPort(string port) => Manifest.Read(Manifest.Service.Replace("port: 80", $"port: {port}", StringComparison.Ordinal));

    private static void AssertServices(ManifestReading reading, params string[] expected) =>
        Assert.Equal(expected, reading.ToClusterState(null).Services.Select(entry => Text(entry.Service!)));

    private static string Text(Service service) => $"{service.Name} {service.Type} {service.ClusterIPs[0]}:{service.Ports[0].Port}";
}
