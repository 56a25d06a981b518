using Instagram.Grains.Policies;
using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Instagram.Storage.Stories;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Stories;

/// <summary>
/// The tray of one viewer: their own stories and those of the people they follow and have not muted. The store says in
/// one statement a database who of them has any; only these are asked, and each is checked as with every other read.
/// </summary>
public sealed class StoryTray(
    IGrainFactory grains, StoryReader reader, StoryStore stories, GraphStore graph, ShunStore shuns, TimeProvider time,
    IOptions<StoryOptions> options)
{
    private const int AskedAtOnce = 50;

    /// <summary>Who has something unseen first, then who has the newest.</summary>
    public async Task<IReadOnlyList<TrayEntry>> Read(long viewerId, CancellationToken ct)
    {
        var followed = await graph.LoadFollowing(viewerId, ct);
        var authors = followed.Except(await shuns.LoadMuted(viewerId, ct)).ToList();
        var candidates = await stories.Tray(
            viewerId, authors, StoryLife.FirstLive(time.GetUtcNow()), options.Value.TrayCandidates, ct);
        var shown = new List<Shown>();
        var asked = candidates.Select(candidate => candidate.AuthorId).Prepend(viewerId).Chunk(AskedAtOnce);
        foreach (var some in asked.TakeWhile(_ => shown.Count < options.Value.TraySize))
        {
            shown.AddRange((await Task.WhenAll(some.Select(author => Show(viewerId, author)))).OfType<Shown>());
        }
        return await Order(viewerId, shown.Take(options.Value.TraySize).ToList(), ct);
    }

    private async Task<IReadOnlyList<TrayEntry>> Order(long viewerId, List<Shown> shown, CancellationToken ct)
    {
        var marked = (await reader.Mark(viewerId, [.. shown.SelectMany(entry => entry.Stories)], ct))
            .ToLookup(story => story.Story.AuthorId);
        return shown.Select(entry => new TrayEntry(entry.User, [.. marked[entry.User.Id]]))
            .OrderByDescending(entry => entry.HasUnseenItems).ThenByDescending(entry => entry.Newest).ToList();
    }

    private async Task<Shown?> Show(long viewerId, long authorId) =>
        await reader.Visible(viewerId, authorId) is { Count: > 0 } visible
        && await grains.GetGrain<IUserGrain>(authorId).GetCard() is { } card
            ? new Shown(card, visible)
            : null;

    private sealed record Shown(UserCardView User, IReadOnlyList<StoryView> Stories);
}
