using System.Net.Http.Headers;
using Instagram.Storage.Objects;

namespace Instagram.Tests.Scenarios;

/// <summary>The object store goes away and comes back, and nobody restarts anything.</summary>
public sealed class S3OutageTests : IAsyncLifetime
{
    private const int Uploaders = 4;
    private const int Kills = 3;

    private RgwServer _store = null!;
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _store = await RgwServer.Start();
        _product = await Product.Start([.. TestS3.Bucket(_store).Settings(), "ObjectStore:S3:TimeoutSeconds=5"]);
    }

    public async Task DisposeAsync()
    {
        if (_product is not null)
        {
            await _product.DisposeAsync();
        }
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [S3Fact]
    public async Task Without_the_store_what_needs_it_is_busy_and_goes_on_when_it_is_back()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await bob.Follows(alice);
        var (photo, late) = (Pictures.Sunset(), Pictures.Sunset(seed: 1));
        var (post, other) = (await alice.Posts(photo), await alice.Posts(Pictures.Sunset(seed: 2)));
        await bob.Sees(post);
        var ticket = await alice.Announces(photo);
        (await alice.Sends(ticket, photo)).Is(200);
        var underWay = await alice.Uploads(late);

        await _store.Kill();

        var picture = post.Media[0].Urls.Small;
        (await Ask(bob, HttpMethod.Get, picture)).Problem(503, "busy");
        (await Ask(alice, HttpMethod.Post, $"/api/v1/media/uploads/{ticket.MediaId}/complete")).Problem(503, "busy");
        (await Ask(alice, HttpMethod.Post, $"/api/v1/media/uploads/{ticket.MediaId}/parts")).Problem(503, "busy");
        Assert.NotEmpty((await bob.Feed()).Posts);
        var begun = await alice.Announces(late);
        await alice.Deletes(other);
        await bob.Unfollows(alice);
        await alice.BecomesPrivate();
        (await bob.Get(picture)).NotFound();

        await _store.StartAgain();

        (await alice.Get(picture)).Is(200);
        (await bob.Get(picture)).NotFound();
        (await alice.Completes(ticket.MediaId)).Is(202);
        (await alice.Sends(begun, late)).Is(200);
        (await alice.Completes(begun.MediaId)).Is(202);
        foreach (var mediaId in new[] { ticket.MediaId, begun.MediaId, underWay })
        {
            Assert.Equal("ready", (await alice.Settled(mediaId)).Status);
        }
        var objects = _product.Service<IObjectStore>();
        await Eventually.Holds(async () =>
            !await objects.List($"media/{other.Media[0].Id}/").AnyAsync()
            && !await objects.List($"originals/{other.Media[0].Id}/").AnyAsync());
    }

    [S3Fact]
    public async Task A_store_that_is_killed_under_load_loses_nothing_that_was_acknowledged()
    {
        using var over = new CancellationTokenSource();
        var people = await _product.SignUpMany("anna", Uploaders);
        var acknowledged = 0;
        var working = people.Select(async (person, i) =>
        {
            var kept = new List<string>();
            for (var n = 0; !over.IsCancellationRequested; n++)
            {
                kept.Add(await UploadsSomehow(person, Pictures.Sunset(seed: (100 * i) + n)));
                Interlocked.Increment(ref acknowledged);
            }
            return kept;
        }).ToList();

        for (var kill = 1; kill <= Kills; kill++)
        {
            await Reaches(acknowledged + Uploaders);
            await _store.Kill();
            await _store.StartAgain();
            await Reaches(acknowledged + Uploaders);
        }
        await over.CancelAsync();

        var lost = 0;
        foreach (var (person, kept) in people.Zip(await Task.WhenAll(working)))
        {
            foreach (var mediaId in kept)
            {
                lost += (await person.Settled(mediaId)).Status == "ready" ? 0 : 1;
            }
        }
        Figures.Show("s3", $"{Kills} kills of the object store under load, {acknowledged} uploads kept, {lost} lost");
        Assert.Equal(0, lost);

        Task<int> Reaches(int count) => Eventually.Becomes(
            () => Task.FromResult(Volatile.Read(ref acknowledged)), reached => reached >= count);
    }

    /// <summary>As a client does that tries again after a lost connection, or when it is told to.</summary>
    private async Task<string> UploadsSomehow(Member person, byte[] photo)
    {
        var ticket = await person.Announces(photo);
        await Eventually.Holds(async () =>
        {
            try
            {
                // 412: it came before, and the answer was lost.
                return (await person.Sends(ticket, photo)).Status is 200 or 412;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        await Eventually.Becomes(
            () => Ask(person, HttpMethod.Post, $"/api/v1/media/uploads/{ticket.MediaId}/complete"),
            answer => answer.Status != 503);
        return ticket.MediaId;
    }

    private async Task<Answer> Ask(Member person, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.AccessToken);
        return await _product.Send(request, mayBeBusy: true);
    }
}
