using System.Globalization;
using System.Net;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Objects;
using Proxier.Templating.Models;

namespace Proxier.Templating.Tests;

/// <summary>For any value: what a template prints for a member is what the JSON model holds under the same name.</summary>
public sealed class ModelPropertyTests
{
    private static readonly Gen<PropertyModel> Values =
        from text in Gen.Elements("", "web", "ä€😀", "a\"b\\c\n\t<&>", null)
        from number in ArbMap.Default.GeneratorFor<long>()
        from port in ArbMap.Default.GeneratorFor<ushort>()
        from maybe in Gen.Elements<int?>(null, 0, -1, int.MaxValue, int.MinValue)
        from flag in ArbMap.Default.GeneratorFor<bool>()
        from protocol in Gen.Elements<Protocol?>(null, Protocol.Tcp, Protocol.Udp, Protocol.Sctp)
        from bytes in ArbMap.Default.GeneratorFor<byte>().ArrayOf(16)
        from isIPv4 in ArbMap.Default.GeneratorFor<bool>()
        select new PropertyModel(text, number, port, maybe, flag, protocol, new IPAddress(isIPv4 ? bytes.AsSpan(0, 4) : bytes));

    [Fact]
    public void Templates_print_what_the_json_model_holds() =>
        Prop.ForAll(Values.ToArbitrary(), model =>
        {
            foreach (JsonProperty member in Rendered.Json(model).EnumerateObject())
                Assert.Equal(AsPrinted(member.Value), Rendered.Text($"{{{{ {member.Name} }}}}", model));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_json_model_has_every_public_property_in_snake_case()
    {
        IEnumerable<string> names = Rendered.Json(new CaseModel()).EnumerateObject().Select(member => member.Name.Replace("_", "", StringComparison.Ordinal));
        Assert.Equal(typeof(CaseModel).GetProperties().Select(p => p.Name.ToLower(CultureInfo.InvariantCulture)), names);
    }

    [Theory]
    [InlineData("Title", "title")]
    [InlineData("IsActive", "is_active")]
    [InlineData("ClusterIP", "cluster_ip")]
    [InlineData("IPv4", "ipv4")]
    [InlineData("LoadBalancerIPs", "load_balancer_ips")]
    [InlineData("HTTPServer", "httpserver")]
    [InlineData("Port2Name", "port2_name")]
    public void Names_are_those_of_scriban_s_member_renamer(string name, string expected) =>
        Assert.Equal(expected, SnakeCase.Of(name));

    private static string AsPrinted(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!, // a JSON string is a string
        _ => value.GetRawText(),
    };
}

internal sealed record PropertyModel(
    string? Text, long Number, ushort Port, int? MaybeNumber, bool Flag, Protocol? Protocol, IPAddress Address);
