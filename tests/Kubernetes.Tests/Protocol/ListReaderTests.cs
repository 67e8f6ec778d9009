using System.Text;
using System.Text.Json;
using Proxier.Core;
using Proxier.Kubernetes.Protocol;
using Proxier.Testing;

namespace Proxier.Kubernetes.Tests.Protocol;

public sealed class ListReaderTests
{
    private const string Page = """
         {"kind":"List","metadata":{"resourceVersion":"7","continue":"next"},"items":[{"a":[1,{"items":[]}]},{"b":"]}"}],"more":[{"items":1}]} 
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Items_come_one_by_one_however_the_bytes_are_cut(int pieceSize)
    {
        (List<string> items, ListReader reader) = await ReadAsync(Page, pieceSize);

        Assert.Equal(["""{"a":[1,{"items":[]}]}""", """{"b":"]}"}"""], items);
        Assert.Equal(("7", "next"), (reader.ResourceVersion, reader.Continue));
    }

    [Theory]
    [InlineData("""{"items":[],"metadata":{"resourceVersion":"7"}}""", 0)]
    [InlineData("""{"items":null,"metadata":{"resourceVersion":"7"}}""", 0)]
    [InlineData("""{"items":[{}],"metadata":{"resourceVersion":"7","continue":""}}""", 1)]
    [InlineData("""{"metadata":{"resourceVersion":"7"}}""", 0)]
    public async Task Members_may_be_in_any_order_and_items_may_be_missing(string text, int count)
    {
        (List<string> items, ListReader reader) = await ReadAsync(text, 3);

        Assert.Equal(count, items.Count);
        Assert.Equal(("7", ""), (reader.ResourceVersion, reader.Continue));
    }

    [Fact]
    public async Task A_list_that_ends_anywhere_before_its_end_is_never_taken_for_a_whole_one()
    {
        string page = Page.Trim();
        for (int length = 0; length < page.Length; length++)
            await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync(page[..length], 5));
    }

    [Theory]
    [InlineData("[]", "it begins with StartArray")]
    [InlineData("nonsense", "is an invalid")]
    [InlineData("""{"items":{}}""", "its items begin with StartObject")]
    [InlineData("""{"items":[{]}""", "']' is an invalid")]
    public async Task What_is_no_list_is_named_with_its_request(string text, string expected)
    {
        var error = await Assert.ThrowsAnyAsync<ProxyException>(() => ReadAsync(text, 100));

        Assert.StartsWith("The answer to GET /test cannot be read: it is not a list in JSON: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    private static async Task<(List<string> Items, ListReader Reader)> ReadAsync(string text, int pieceSize)
    {
        using var body = new SlowStream(Encoding.UTF8.GetBytes(text), pieceSize);
        await using var answer = new ApiAnswer("GET /test", new HttpResponseMessage(), body, new SilenceLimit(Patience.Limit, TimeProvider.System, "GET /test"));
        var reader = new ListReader(answer);
        List<string> items = [];
        await foreach (JsonElement item in reader.ReadItemsAsync(CancellationToken.None))
            items.Add(item.GetRawText());
        return (items, reader);
    }
}
