using System.Net;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Page;

/// <summary>The page as bytes.</summary>
public sealed class StatusPageTests(PageHost host) : IClassFixture<PageHost>, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Patience.Limit };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Nothing_may_run_in_it_or_be_loaded_by_it()
    {
        using HttpResponseMessage answer = await _http.GetAsync(host.Address);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single(), page = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        foreach (string forbidden in (string[])["<script", " style=", " onclick", "http://", "https://", "<img", "<iframe"])
            Assert.DoesNotContain(forbidden, page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("?service=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("?to=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&protocol=tcp&from=%3Cscript%3E&in=%22%3E%3Cscript%3E")]
    [InlineData("?to=10.96.0.1:80&protocol=%3Cscript%3E")]
    [InlineData("?to=10.96.0.1:80&protocol=tcp&from=%3Cscript%3E")]
    [InlineData("?page=-1&q=%00")]
    [InlineData("?page=99999999999999999999")]
    public async Task What_is_asked_stays_text(string query)
    {
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(host.Address, query));
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:10249", HttpStatusCode.OK)]
    public async Task A_foreign_name_that_leads_here_gets_nothing(string name, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address) { Headers = { Host = name } };
        using HttpResponseMessage answer = await _http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_last_page_has_what_is_left_and_one_beyond_it_is_the_last()
    {
        string last = await _http.GetStringAsync(new Uri(host.Address, "?page=3"));
        Assert.Contains("120 Services, page 3 of 3", last, StringComparison.Ordinal);
        Assert.Contains("120 Services, page 3 of 3", await _http.GetStringAsync(new Uri(host.Address, "?page=4")), StringComparison.Ordinal);
        Assert.Equal(20, last.Split(">shop/web-").Length - 1);
    }
}
