namespace Instagram.Tests.Api;

/// <summary>What ends by itself.</summary>
public sealed class ExpiryTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(_time);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task An_upload_address_ends_with_its_time()
    {
        var bob = await _product.SignUp("bob");
        var ticket = await bob.Announces(Pictures.Sunset());
        Assert.InRange(ticket.Upload.ExpiresAt - _time.GetUtcNow(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        _time.PutForward(TimeSpan.FromMinutes(15));
        (await bob.Sends(ticket, Pictures.Sunset())).Problem(403, "forbidden");
        (await bob.Completes(ticket.MediaId)).Problem(409, "conflict");
    }

    [Fact]
    public async Task A_token_ends_with_its_time_and_a_refresh_goes_on_until_its_own()
    {
        var bob = await _product.SignUp("bob");
        _time.PutForward(TimeSpan.FromMinutes(58));
        await bob.Me();
        _time.PutForward(TimeSpan.FromMinutes(2));
        (await bob.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        await bob.Renews();
        await bob.Me();
        _time.PutForward(TimeSpan.FromDays(60));
        (await _product.Nobody.Post("/api/v1/auth/refresh", new { refreshToken = bob.RefreshToken }))
            .Problem(401, "unauthenticated");
        Assert.Single((await (await bob.SignsInAgain()).List<SessionShape>("/api/v1/auth/sessions")).Items);
    }

    [Fact]
    public async Task An_idempotency_key_is_kept_for_a_day()
    {
        var bob = await _product.SignUp("bob");
        var first = await Send();
        _time.PutForward(TimeSpan.FromHours(23));
        await bob.Renews();
        Assert.Equal(first, await Send());
        _time.PutForward(TimeSpan.FromHours(2));
        await bob.Renews();
        Assert.NotEqual(first, await Send());

        async Task<string> Send()
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Sunset()), "image", "a.jpg" } };
            var answer = await bob.Send(HttpMethod.Post, "/api/v1/posts", form, ("Idempotency-Key", "key"));
            return answer.As<PostShape>(201).Id;
        }
    }
}
