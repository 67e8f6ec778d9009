namespace Proxier.Backends.Nft.Tests;

public sealed class NftCommentTests
{
    [Theory]
    [InlineData("default/web:http", "default/web:http")]
    [InlineData("a\" }; flush ruleset; #", "a?????flush?ruleset???")]
    [InlineData("zeile\nnächste", "zeile?n?chste")]
    public void Only_harmless_letters_get_through(string text, string expected) => Assert.Equal(expected, NftComment.From(text));

    [Fact]
    public void A_long_text_is_cut_to_what_the_kernel_keeps()
    {
        string comment = NftComment.From(new string('a', 10_000));
        Assert.Equal(127, comment.Length);
        Assert.EndsWith("...", comment);
    }
}
