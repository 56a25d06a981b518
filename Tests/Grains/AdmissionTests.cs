using Dapper;
using Instagram.Grains;
using Instagram.Grains.Users;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Grains;

[Collection(GrainGroup.Name)]
public sealed class AdmissionTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_request_that_cannot_be_granted_holds_up_no_other_and_is_not_tried_for_ever()
    {
        var (bob, alice, carl) = (
            await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carl"));
        (await bob.Patch("/api/v1/users/me", new { isPrivate = true })).Is(200);
        foreach (var waiting in new[] { carl, alice })
        {
            (await waiting.Post($"{bob.Path()}/follow")).Is(202);
        }
        // Closed, and what the account has left is not purged yet.
        await using (var connection = await _product.Service<ShardMap>().For(alice.Number).OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update users set standing = 2 where id = @id", new { id = alice.Number });
        }
        await _product.Grains.GetGrain<IUserGrain>(alice.Number).Closed();

        (await bob.Patch("/api/v1/users/me", new { isPrivate = false })).Is(200);

        await Eventually.Becomes(
            () => _product.Service<OutboxStore>().Count(Streams.Opened, default), count => count == 0);
        Assert.Equal(
            [carl.Id], (await bob.List<CardShape>($"{bob.Path()}/followers")).Items.Select(card => card.Id));
    }
}
