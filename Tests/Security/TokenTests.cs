using Instagram.Grains.Accounts;
using Instagram.Storage.Shards;
using Instagram.Tests.Storage;

namespace Instagram.Tests.Security;

/// <summary>Tokens are new, random, stored as hashes, and dead as soon as they should be.</summary>
[Collection(SecurityGroup.Name)]
public sealed class TokenTests(SecurityFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_sign_in_takes_over_no_token_that_came_with_it()
    {
        var (alice, eve) = (await _product.SignUp("alice"), await _product.SignUp("eve"));
        var answer = await _product.Nobody.Send(
            HttpMethod.Post, "/api/v1/auth/login",
            System.Net.Http.Json.JsonContent.Create(new { login = alice.Username, password = Member.Password }),
            ("Cookie", $"session={eve.AccessToken}"));
        var signedIn = answer.As<SignedInShape>();
        Assert.DoesNotContain(signedIn.AccessToken, new[] { eve.AccessToken, alice.AccessToken });
        Assert.DoesNotContain(eve.AccessToken, answer.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Equal(eve.Id, (await eve.Me()).Id);
    }

    [Fact]
    public void A_token_has_192_bits_that_nobody_can_guess()
    {
        const int Tokens = 2_000;
        const int Bits = 192;
        var ones = new int[Bits];
        for (var i = 0; i < Tokens; i++)
        {
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(SessionToken.New(1).Text).AsSpan(8);
            Assert.Equal(Bits, bytes.Length * 8);
            for (var bit = 0; bit < Bits; bit++)
            {
                ones[bit] += (bytes[bit / 8] >> (bit % 8)) & 1;
            }
        }
        Assert.All(ones, count => Assert.InRange(count, Tokens * 0.4, Tokens * 0.6));
    }

    [Fact]
    public async Task No_row_of_the_database_holds_a_token_or_a_password()
    {
        var alice = await _product.SignUp("alice");
        await alice.Renews();
        string[] secrets =
        [
            alice.AccessToken, alice.RefreshToken, Member.Password, Hex(alice.AccessToken), Hex(alice.RefreshToken),
        ];
        var read = 0;
        await foreach (var row in EveryRow.Of(_product.Service<ShardMap>()))
        {
            read++;
            Assert.DoesNotContain(secrets, secret => row.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
        Assert.True(read > 10, $"{read} rows");
    }

    [Fact]
    public void The_framework_keeps_no_keys_of_its_own() =>
        Assert.Null(_product.Services.GetService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>());

    [Fact]
    public async Task Nothing_opens_with_the_tokens_of_a_closed_account()
    {
        var alice = await _product.SignUp("alice");
        var phone = await alice.SignsInAgain();
        await alice.Leaves();
        foreach (var device in new[] { alice, phone })
        {
            (await device.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
            (await _product.Nobody.Post("/api/v1/auth/refresh", new { refreshToken = device.RefreshToken }))
                .Problem(401, "unauthenticated");
        }
    }

    private static string Hex(string token) =>
        Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(token));
}
