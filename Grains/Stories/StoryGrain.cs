using System.Collections.Immutable;
using Instagram.Grains.Media;
using Instagram.Grains.Moderation;
using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Shards;
using Instagram.Storage.Stories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Stories;

public sealed class StoryGrain(
    StoryStore stories, MediaStore mediaStore, Facts facts, Screening screening, TimeProvider time,
    IOptions<StoryOptions> options, ILogger<StoryGrain> logger)
    : Grain, IStoryGrain
{
    /// <summary>Oldest first. Changed only between awaits: a question in between finds it whole.</summary>
    private readonly List<StoryView> _live = [];

    private long AuthorId => this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Load(cancellationToken);

    public async Task<PublishStoryOutcome> Publish(long storyId, long mediaId)
    {
        DropExpired();
        if (_live.Find(story => story.Id == storyId) is { } published)
        {
            return new PublishStoryOutcome(PublishStoryResult.Created, published);
        }
        if (_live.Count >= options.Value.MaxLive)
        {
            return new PublishStoryOutcome(PublishStoryResult.TooMany, null);
        }
        return await OrForget(async () =>
        {
            PendingFact? found = null;
            var result = await stories.Create(
                new StoryRow(storyId, AuthorId, mediaId), Rule(storyId, fact => found = fact), CancellationToken.None);
            if (result != StoryCreateResult.Created)
            {
                return new PublishStoryOutcome(
                    result == StoryCreateResult.MediaMissing
                        ? PublishStoryResult.MediaMissing
                        : PublishStoryResult.MediaUnusable,
                    null);
            }
            await Load(CancellationToken.None);
            if (found is not null)
            {
                await this.Publish(found, logger);
            }
            var story = View(storyId, (await mediaStore.Find(mediaId, CancellationToken.None))!);
            return new PublishStoryOutcome(PublishStoryResult.Created, story);
        });
    }

    public async Task<ImmutableArray<StoryView>> GetLive()
    {
        await LookAtMedia();
        DropExpired();
        return [.. _live];
    }

    public async Task<StoryView?> Get(long storyId) =>
        (await GetLive()).FirstOrDefault(story => story.Id == storyId);

    public async Task<bool> Delete(long storyId)
    {
        DropExpired();
        if (_live.Find(story => story.Id == storyId) is not { } story)
        {
            return false;
        }
        return await OrForget(async () =>
        {
            var ended = facts.Prepare(
                Streams.Ended, storyId, factId => new StoryEnded(factId, storyId, AuthorId, story.Media.Id));
            var isEnded = await stories.End(storyId, ended.Row, CancellationToken.None);
            _live.RemoveAll(other => other.Id == storyId);
            if (isEnded)
            {
                await this.Publish(ended, logger);
            }
            return isEnded;
        });
    }

    public async Task<bool> SetRemoved(long storyId, bool removed) => await OrForget(async () =>
    {
        var isThere = await stories.SetVerdict(
            storyId, removed ? StoryVerdict.Removed : StoryVerdict.Cleared, CancellationToken.None);
        await Load(CancellationToken.None);
        return isThere;
    });

    private async Task Load(CancellationToken ct)
    {
        var rows = await stories.OfAuthor(AuthorId, StoryLife.FirstLive(time.GetUtcNow()), ct);
        var media = (await mediaStore.FindMany(AuthorId, [.. rows.Select(row => row.MediaId)], ct))
            .ToDictionary(medium => medium.Id);
        _live.Clear();
        // Without its medium, which goes first when an account is purged, a story has nothing to show.
        _live.AddRange(
            rows.Where(row => media.TryGetValue(row.MediaId, out var medium) && !IsHidden(row, medium))
                .Select(row => View(row.Id, media[row.MediaId])));
    }

    /// <summary>By a moderator, or too explicit and no moderator has let it through.</summary>
    private bool IsHidden(StoryRow row, MediaRow medium) => row.Verdict == StoryVerdict.Removed
        || (row.Verdict != StoryVerdict.Cleared && IsExplicit(medium));

    private ScreeningRule Rule(long storyId, Action<PendingFact> tell) => screening.Rule(score =>
    {
        var found = facts.Prepare(Streams.Moderation, storyId, factId => new ContentScreened(
            factId, ScreenedKind.Story, storyId, AuthorId, score, screening.IsRemovedAt(score)));
        tell(found);
        return found.Row;
    });

    /// <summary>A commit may have come without its answer: after a failure the next turn reads what is there.</summary>
    private async Task<T> OrForget<T>(Func<Task<T>> change)
    {
        try
        {
            return await change();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Nobody tells this grain of a medium that was settled: it looks while it waits for one.</summary>
    private async Task LookAtMedia()
    {
        var awaited = _live.FindAll(story => !story.IsReady).ConvertAll(story => story.Media.Id);
        if (awaited.Count == 0)
        {
            return;
        }
        foreach (var medium in await mediaStore.FindMany(AuthorId, awaited, CancellationToken.None))
        {
            var at = _live.FindIndex(story => story.Media.Id == medium.Id);
            if (at >= 0 && medium.Status == MediaStatus.Ready && !IsExplicit(medium))
            {
                _live[at] = View(_live[at].Id, medium);
            }
            else if (at >= 0 && (medium.Status == MediaStatus.Rejected || IsExplicit(medium)))
            {
                _live.RemoveAt(at);
            }
        }
    }

    private bool IsExplicit(MediaRow medium) => screening.IsRemovedAt(medium.ExplicitScore ?? 0);

    private void DropExpired()
    {
        var now = time.GetUtcNow();
        _live.RemoveAll(story => !StoryLife.IsLive(story.Id, now));
    }

    private StoryView View(long storyId, MediaRow medium) => new(
        storyId, AuthorId, MediaViews.Of(medium, null), medium.Status == MediaStatus.Ready,
        SnowflakeIds.TimeOf(storyId), StoryLife.ExpiresAt(storyId));
}
