using Proxier.Core.Building;
using Proxier.Core.Choosing;
using Proxier.Core.Objects;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Proxyd.Page;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Page;

/// <summary>Text of the cluster, of tools and of visitors, past every check that keeps such text out.</summary>
public sealed class HostileTextTests
{
    private static readonly PageQuery Everything = new("", 1, "", "", "", "", "");

    public static TheoryData<string> Texts => new(
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>", "</title><script>", "--><script>", "&lt;script&gt;", "javascript:alert(1)", "\u0000<b>", "\u2028<b>", "😀<b>", "<b\ud800>");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Names_of_Services_stay_text(string text)
    {
        BuiltGraph built = Some.Built(Some.Service($"default/{text.Replace("/", "_", StringComparison.Ordinal)}").At("10.96.0.1").Port(80), Some.Service().At("10.96.0.2").Port(80, name: text));
        foreach (PageQuery query in (PageQuery[])[Everything, Everything with { Search = text }, Everything with { Service = $"default/{text}" }, Everything with { Service = "default/web" }])
            AssertText(new ServicesPart(built, Some.NodeName, query).Write());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Words_of_tools_and_warnings_stay_text(string text)
    {
        var sync = new SyncRecord(DateTimeOffset.UnixEpoch, 1, SyncKind.Full, 1, 1, 1, 1, text);
        var status = new ProxyStatus(
            text, text, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new ModeStatus(text, text, text, text, [new RejectedMode(text, text)]),
            new StateStatus(true, null, null, 0, 0, 0, true, true), [new FamilySyncs(IpFamily.IPv4, sync, [sync], 1, sync)], ObjectCounts.None, text, [new ToolStatus(text, null, text, text)], [text], 1);
        AssertText(OverviewPart.Of(status));
        AssertText(SyncsPart.Of(status));
        AssertText(HostPart.Of(status, new Core.Probing.ModeProbeResult(text, [new(text, null, false, new Core.Probing.Support.No(text))]) { Notes = [text] }));
        AssertText(ExplainPart.Of(new PageQuery(text, 1, text, text, text, text, text), new ExplainAnswer(null, text)));
    }

    private static void AssertText(Html html)
    {
        string page = html.ToString();
        foreach (string markup in (string[])["<script", "<img", "<b", "onload=alert(1)>", "</title><s"])
            Assert.DoesNotContain(markup, page.Replace("<button", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }
}
