using Instagram.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace Instagram.Tests.Scenarios;

/// <summary>
/// The database of the index is gone while that of the accounts goes on: what is stored and cannot be hidden in the
/// index yet is not acknowledged, and is brought to its end by the fact.
/// </summary>
public sealed class DirectoryOutageTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() =>
        _product = await Product.Start($"Shards:Map:0-8191={await TestPostgres.NewDatabase()}");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_step_behind_the_commit_that_fails_is_busy_and_is_done_by_the_fact()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var tag = $"tag{Guid.NewGuid():n}"[..20];
        var post = await bob.Published(await bob.Submits(new
        {
            mediaIds = new[] { await bob.UploadsReady(Pictures.Sunset()) }, caption = $"#{tag}",
        }));
        await Eventually.Becomes(() => Tags(alice, tag), tags => tags.Count == 1);
        await alice.Sees(post);
        var directory = _product.Service<IConfiguration>()["ConnectionStrings:Main"]!;

        await DatabaseDoor.Close(directory);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, new Uri(post.Path(), UriKind.Relative));
        delete.Headers.Authorization = new("Bearer", bob.AccessToken);
        (await _product.Send(delete, mayBeBusy: true)).Problem(503, "busy");
        await alice.DoesNotSee(post);
        (await bob.Delete(post.Path())).NotFound();
        await DatabaseDoor.Open(directory);

        await Eventually.Becomes(() => Tags(alice, tag), tags => tags.Count == 0);
    }

    private static async Task<IReadOnlyList<HashtagShape>> Tags(Member member, string tag) =>
        (await member.List<HashtagShape>($"/api/v1/search?type=hashtags&q={tag}")).Items;
}
