using System.Text.Json;

namespace Proxier.Templating.Tests;

/// <summary>What <c>--emit model</c> prints is what the template sees.</summary>
public sealed class ModelJsonTests
{
    [Fact]
    public void Values_have_the_type_and_text_that_templates_print()
    {
        JsonElement model = Rendered.Json(new CaseModel());
        Assert.Equal("web", model.GetProperty("title").GetString());
        Assert.Equal(8080, model.GetProperty("port").GetInt32());
        Assert.Equal(1L << 40, model.GetProperty("large").GetInt64());
        Assert.Equal(JsonValueKind.True, model.GetProperty("is_active").ValueKind);
        Assert.Equal("tcp", model.GetProperty("protocol").GetString());
        Assert.Equal("ipv4", model.GetProperty("family").GetString());
        Assert.Equal("10.96.0.1", model.GetProperty("address").GetString());
        Assert.Equal("2001:db8::/64", model.GetProperty("network").GetString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("no_number")]
    [InlineData("no_address")]
    [InlineData("no_item")]
    [InlineData("no_point")]
    [InlineData("no_list")]
    [InlineData("null_list")]
    [InlineData("maybe_unknown")]
    public void Null_is_null(string member) =>
        Assert.Equal(JsonValueKind.Null, Rendered.Json(new CaseModel()).GetProperty(member).ValueKind);

    [Fact]
    public void Objects_and_lists_nest()
    {
        JsonElement model = Rendered.Json(new CaseModel());
        Assert.Equal("z", model.GetProperty("items")[1].GetProperty("tags")[1].GetString());
        Assert.Equal("second", model.GetProperty("points")[1].GetProperty("label").GetString());
        Assert.Equal([1, 2, 3], model.GetProperty("stream").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal(0, model.GetProperty("empty_list").GetArrayLength());
    }
}
