using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class SignUpTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Signing_up_needs_no_mouse()
    {
        await using var dora = await browser.Someone();
        var username = Person.NewUsername("dora");
        await dora.Page.GotoAsync("/");
        await TabTo(dora, "Create an account");
        await dora.Page.Keyboard.PressAsync("Enter");
        await Expect(dora.Heading("Create an account")).ToBeFocusedAsync();

        foreach (var text in new[] { username, $"{username}@example.org", "Dora", Person.Password })
        {
            await dora.Page.Keyboard.PressAsync("Tab");
            await dora.Page.Keyboard.TypeAsync(text);
        }

        await dora.Page.Keyboard.PressAsync("Enter");
        await Expect(dora.Heading("Welcome, Dora")).ToBeVisibleAsync();
        await TabTo(dora, "Post a photo");
        await dora.Page.Keyboard.PressAsync("Enter");
        await Expect(dora.Heading("New post")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_wrong_field_is_named_beside_it_and_gets_the_focus()
    {
        await using var eli = await browser.Someone();
        await eli.SignUp("eli");
        await using var other = await browser.Someone();
        await other.Page.GotoAsync("/signup");
        await other.Page.GetByLabel("Username").FillAsync(eli.Username);
        await other.Page.GetByLabel("E-mail").FillAsync($"{Person.NewUsername("x")}@example.org");
        await other.Page.GetByLabel("Password").FillAsync("short");
        await other.Button("Create account").ClickAsync();
        await Expect(other.Page.GetByLabel("Password")).ToBeFocusedAsync();
        await Expect(other.Page.GetByLabel("Password")).ToHaveAccessibleDescriptionAsync(
            new System.Text.RegularExpressions.Regex("Use at least 8 characters"));

        await other.Page.GetByLabel("Password").FillAsync(Person.Password);
        await other.Button("Create account").ClickAsync();
        await Expect(other.Page.GetByLabel("Username")).ToBeFocusedAsync();
        await Expect(other.Page.GetByLabel("Username")).ToHaveAccessibleDescriptionAsync(
            new System.Text.RegularExpressions.Regex("taken"));
    }

    [BrowserFact]
    public async Task Logging_out_and_in_again_leads_back_to_where_one_was_going()
    {
        await using var fay = await browser.Someone();
        await fay.SignUp("fay");
        await fay.Page.GotoAsync("/settings");
        await fay.Button("Log out").ClickAsync();
        await Expect(fay.Link("Create an account")).ToBeVisibleAsync();

        await fay.Page.GotoAsync("/requests");
        await fay.Page.GetByLabel("Username or e-mail").FillAsync(fay.Username);
        await fay.Page.GetByLabel("Password").FillAsync("not the password");
        await fay.Button("Log in").ClickAsync();
        await Expect(fay.Page.GetByText("The name or the password is not right.")).ToBeVisibleAsync();
        await fay.Page.GetByLabel("Password").FillAsync(Person.Password);
        await fay.Button("Log in").ClickAsync();
        await Expect(fay.Heading("Follow requests")).ToBeVisibleAsync();
    }

    private static async Task TabTo(Person person, string name)
    {
        const int MostStops = 25;
        for (var stop = 0; stop < MostStops; stop++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            var focused = await person.Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
            if (focused == name)
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached '{name}'.");
    }
}
