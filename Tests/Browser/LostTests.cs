using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class LostTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_person_who_is_lost_gets_a_page_and_a_program_a_problem()
    {
        await using var zoe = await browser.Someone();
        var page = await zoe.Page.GotoAsync("/no/such/page");
        Assert.Equal(404, page!.Status);
        await Expect(zoe.Heading("There is no such page")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.Shortcomings(zoe.Page));

        foreach (var (path, accept) in new[] { ("/no/such/page", "*/*"), ("/api/v1/no/such", "text/html") })
        {
            var answer = await zoe.Page.APIRequest.GetAsync(
                path, new() { Headers = new Dictionary<string, string> { ["Accept"] = accept } });
            Assert.StartsWith("application/problem+json", answer.Headers["content-type"], StringComparison.Ordinal);
        }

        await zoe.Link("Go home").ClickAsync();
        await Expect(zoe.Link("Create an account")).ToBeVisibleAsync();
    }
}
