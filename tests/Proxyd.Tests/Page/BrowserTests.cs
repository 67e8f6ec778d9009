using Microsoft.Playwright;

namespace Proxier.Proxyd.Tests.Page;

/// <summary>The page in a browser that runs no scripts.</summary>
public sealed class BrowserTests(PageHost host) : IClassFixture<PageHost>, IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    [ChromiumFact]
    public async Task Services_are_found_and_their_endpoints_shown()
    {
        IPage page = await OpenAsync();
        Assert.Equal("proxyd on node-a", await page.TitleAsync());
        Assert.Equal("Healthy", await page.Locator("header .state").TextContentAsync());
        await page.GetByLabel("Name, namespace or address").FillAsync("web-77");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        ILocator services = page.GetByRole(AriaRole.Region, new() { Name = "Services", Exact = true });
        Assert.Equal("1 Services for “web-77”, page 1 of 1", await services.Locator("caption").TextContentAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "shop/web-77" }).ClickAsync();
        ILocator endpoints = page.GetByRole(AriaRole.Region, new() { Name = "Endpoints of shop/web-77" });
        Assert.Equal(["10.244.1.77:8080", "10.244.2.77:8080"], await endpoints.Locator("tbody th").AllTextContentsAsync());
        Assert.Empty(_complaints);
    }

    [ChromiumFact]
    public async Task An_address_of_an_endpoint_leads_to_its_Service()
    {
        IPage page = await OpenAsync();
        await page.GetByLabel("Name, namespace or address").FillAsync("10.244.2.99");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        Assert.Equal(["shop/web-99"], await page.GetByRole(AriaRole.Region, new() { Name = "Services", Exact = true }).Locator("tbody th").AllTextContentsAsync());
    }

    [ChromiumFact]
    public async Task All_Services_are_on_some_page()
    {
        IPage page = await OpenAsync();
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(await page.GetByRole(AriaRole.Region, new() { Name = "Services", Exact = true }).Locator("tbody th").AllTextContentsAsync());
            ILocator next = page.GetByRole(AriaRole.Link, new() { Name = "Next page" });
            if (await next.CountAsync() == 0)
                break;
            await next.ClickAsync();
        }

        Assert.Equal(PageHost.Services, seen.Distinct().Count());
        Assert.Equal(PageHost.Services, seen.Count);
    }

    [ChromiumFact]
    public async Task A_connection_is_explained()
    {
        IPage page = await OpenAsync();
        await page.GetByLabel("To address and port").FillAsync("10.96.0.5:80");
        await page.GetByLabel("From address").FillAsync("10.244.1.200");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        ILocator answer = page.GetByRole(AriaRole.Region, new() { Name = "Where does a connection go?" });
        Assert.Equal("tcp 10.96.0.5:80 from 10.244.1.200 (a pod, by its address in 10.244.0.0/16): forwarded", await answer.Locator("h3").First.TextContentAsync());
        Assert.Equal(["10.244.1.5:8080", "10.244.2.5:8080"], await answer.Locator("tbody th").AllTextContentsAsync());
        Assert.Contains("map frontends", await answer.Locator("pre").TextContentAsync(), StringComparison.Ordinal);

        await page.GetByLabel("To address and port").FillAsync("nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        Assert.Contains("“nowhere” is not an address with port", await page.GetByRole(AriaRole.Alert).TextContentAsync(), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_reader_that_does_not_see_finds_its_way()
    {
        IPage page = await OpenAsync();
        foreach (AriaRole landmark in (AriaRole[])[AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo, AriaRole.Search])
            Assert.Equal(1, await page.GetByRole(landmark).CountAsync());
        Assert.Equal(1, await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync());
        Assert.Equal(await page.Locator("table").CountAsync(), await page.Locator("table:has(caption):has(thead th[scope=col])").CountAsync());
        foreach (ILocator field in await page.Locator("input, select").AllAsync())
            Assert.Equal(1, await page.Locator($"label[for={await field.GetAttributeAsync("id")}]").CountAsync());
        Assert.Equal(2, await page.GetByRole(AriaRole.Img).CountAsync());
        Assert.Contains("1 failed, 1 since start", await page.Locator("svg > title").Last.TextContentAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.Locator(":focus").TextContentAsync());
    }

    [ChromiumFact]
    public async Task Markup_in_a_reason_is_shown_as_it_is()
    {
        IPage page = await OpenAsync();
        Assert.Contains("nftables: <script>alert('reason')</script>", await page.Locator("dd").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("script, b").CountAsync());
    }

    [ChromiumFact]
    public async Task It_fits_a_narrow_screen()
    {
        IPage page = await OpenAsync();
        await page.SetViewportSizeAsync(360, 740);
        LocatorBoundingBoxResult? body = await page.Locator("main").BoundingBoxAsync();
        Assert.True(body?.Width <= 360, $"{body?.Width} px wide");
    }

    private async Task<IPage> OpenAsync()
    {
        _playwright = await Playwright.CreateAsync();
        float patience = (float)Testing.Patience.Limit.TotalMilliseconds;
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ChromiumFactAttribute.Path,
            Args = ["--no-sandbox", "--disable-gpu"], // root has no sandbox of its own
            Timeout = patience,
        });
        IPage page = await _browser.NewPageAsync(new() { JavaScriptEnabled = false });
        page.Console += (_, message) => _complaints.Add(message.Text); // a style or a picture that the policy kept out, too
        page.SetDefaultTimeout(patience);
        await page.GotoAsync(host.Address.ToString());
        return page;
    }
}
