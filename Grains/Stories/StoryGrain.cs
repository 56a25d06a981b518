using System.Collections.Immutable;
using Instagram.Grains.Media;
using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Storage.Media;
using Instagram.Storage.Shards;
using Instagram.Storage.Stories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Stories;

public sealed class StoryGrain(
    StoryStore stories, MediaStore mediaStore, Facts facts, TimeProvider time, IOptions<StoryOptions> options,
    ILogger<StoryGrain> logger)
    : Grain, IStoryGrain
{
    /// <summary>Oldest first. Changed only between awaits: a question in between finds it whole.</summary>
    private readonly List<StoryView> _live = [];

    private long AuthorId => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var rows = await stories.OfAuthor(AuthorId, StoryLife.FirstLive(time.GetUtcNow()), cancellationToken);
        var media = (await mediaStore.FindMany(AuthorId, [.. rows.Select(row => row.MediaId)], cancellationToken))
            .ToDictionary(medium => medium.Id);
        // Without its medium, which goes first when an account is purged, a story has nothing to show.
        _live.AddRange(
            rows.Where(row => media.ContainsKey(row.MediaId)).Select(row => View(row.Id, media[row.MediaId])));
    }

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
            var result = await stories.Create(new StoryRow(storyId, AuthorId, mediaId), CancellationToken.None);
            if (result != StoryCreateResult.Created)
            {
                return new PublishStoryOutcome(
                    result == StoryCreateResult.MediaMissing
                        ? PublishStoryResult.MediaMissing
                        : PublishStoryResult.MediaUnusable,
                    null);
            }
            var story = View(storyId, (await mediaStore.Find(mediaId, CancellationToken.None))!);
            _live.Insert(_live.FindLastIndex(other => other.Id < storyId) + 1, story);
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
            if (at >= 0 && medium.Status == MediaStatus.Ready)
            {
                _live[at] = View(_live[at].Id, medium);
            }
            else if (at >= 0 && medium.Status == MediaStatus.Rejected)
            {
                _live.RemoveAt(at);
            }
        }
    }

    private void DropExpired()
    {
        var now = time.GetUtcNow();
        _live.RemoveAll(story => !StoryLife.IsLive(story.Id, now));
    }

    private StoryView View(long storyId, MediaRow medium) => new(
        storyId, AuthorId, MediaViews.Of(medium, null), medium.Status == MediaStatus.Ready,
        SnowflakeIds.TimeOf(storyId), StoryLife.ExpiresAt(storyId));
}
