using System.Collections.Immutable;
using Instagram.Grains.Comments;
using Instagram.Grains.Copies;
using Instagram.Grains.Explore;
using Instagram.Grains.Feed;
using Instagram.Grains.Inbox;
using Instagram.Grains.Media;
using Instagram.Grains.Moderation;
using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Grains.Search;
using Instagram.Grains.Users;
using Instagram.Storage.Comments;
using Instagram.Storage.Feed;
using Instagram.Storage.Likes;
using Instagram.Storage.Moderation;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Posts;

[ImplicitStreamSubscription(Streams.Settled)]
public sealed class PostGrain(
    PostStore posts, LikeStore likes, CommentStore comments, OutboxStore outbox, SnowflakeIds ids, Facts facts,
    Screening screening, Copies<PostCard> cards, PostCounts counts, IndexedCounts indexed, OpenPosts open,
    OpenInboxes inboxes, TimeProvider time, ILogger<PostGrain> logger)
    : Grain, IPostGrain, IStreamSubscriptionObserver, IAsyncObserver<MediaSettled>
{
    private PostRow? _post;
    private ImmutableArray<MediaView> _media = [];

    private int _likes;
    private int _comments;

    /// <summary>Of the counts; those of a lesser version are older.</summary>
    private long _countedAt;

    private long Id => this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Load(cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Hide();
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<MediaSettled>().ResumeAsync(this);

    public async Task<CreatePostOutcome> Create(CreatePost post) => _post is not null
        ? new CreatePostOutcome(CreatePostResult.Created, View(), IsNew: false)
        : await CreateNew(post).OrForget(() => Doubt(post.AuthorId));

    public Task<PostView?> Get() => Task.FromResult(Present() is null ? null : View());

    public Task<PostState?> GetState() => Task.FromResult(
        Present() is { } post ? new PostState(post.AuthorId, (PostStatus)post.Status) : null);

    public async Task<PostView?> Edit(EditPost edit)
    {
        if (Present() is not { } post)
        {
            return null;
        }
        if (PostEditing.Apply(post, edit) is not { } different)
        {
            return View();
        }
        var edited = different with { EditedAt = time.GetUtcNow() };
        var told = post.Status == PostRowStatus.Published ? FactsOfEdit(post, edited) : [];
        if (!await posts.Edit(edited, told.Rows(), CancellationToken.None).OrForget(Doubt))
        {
            return null;
        }
        // The store composes hashtags.
        await Load(CancellationToken.None).OrForget(Doubt);
        await this.PublishAll(told, logger);
        return View();
    }

    public async Task<bool> Delete()
    {
        if (Present() is not { } post)
        {
            return false;
        }
        var purge = facts.Prepare(
            Streams.Purge, Id, factId => new PostDeleted(factId, Id, post.AuthorId, [.. post.MediaIds]));
        var indexed = NewIndexed();
        var deleted = await posts.Delete(Id, [purge.Row, indexed.Row], CancellationToken.None)
            .OrForget(Doubt);
        _post = null;
        Hide();
        DeactivateOnIdle();
        await Author(post.AuthorId).Removed(Id);
        await GrainFactory.GetGrain<IUserGrain>(post.AuthorId).CountsChanged();
        await GrainFactory.GetGrain<IIndexGrain>(Id).Refresh(IndexSubject.Post);
        if (deleted)
        {
            await this.Publish(purge, logger);
            await this.Publish(indexed, logger);
        }
        return deleted;
    }

    public async Task<bool> Like(long userId)
    {
        if (Present() is not { Status: PostRowStatus.Published } post)
        {
            return false;
        }
        // Of one post's likes, those that come later have greater ids.
        var likeId = ids.Next(ShardId.Of(Id));
        return Took(
            await likes.Add(Id, userId, likeId, NoticeGrouping.Start(post.AuthorId, likeId)).OrForget(Doubt),
            post.AuthorId, userId, isLiked: true);
    }

    public async Task<bool> Unlike(long userId)
    {
        if (Present() is not { Status: PostRowStatus.Published } post)
        {
            return false;
        }
        return Took(await likes.Remove(Id, userId).OrForget(Doubt), post.AuthorId, userId, isLiked: false);
    }

    public async Task<CommentView?> Comment(AddComment comment)
    {
        if (Present() is not { Status: PostRowStatus.Published } post)
        {
            return null;
        }
        var told = CommentNotices.Of(facts, Id, post.AuthorId, comment);
        var (added, isNew) = await comments.Add(
            new CommentRow(comment.Id, Id, comment.AuthorId, comment.Text, comment.ReplyTo), told.Rows(),
            CancellationToken.None).OrForget(Doubt);
        await LoadCounts();
        if (isNew)
        {
            await this.PublishAll(told, logger);
        }
        return added is null ? null : CommentViews.Of(added);
    }

    public async Task<bool> RemoveComment(long commentId)
    {
        if (Present() is null)
        {
            return false;
        }
        var removed = await comments.Remove(Id, commentId, CancellationToken.None).OrForget(Doubt);
        await LoadCounts();
        return removed > 0;
    }

    public async Task<bool> SetRemoved(bool removed)
    {
        if (Present() is not { } post)
        {
            return false;
        }
        // Shown again, it goes to the feeds that woke in the meantime, and to whoever was never told of it.
        var told = removed ? [NewIndexed()] : NewPublished(post.AuthorId, post.Mentions);
        var isNew = await posts.SetRemoved(Id, removed, told.Rows(), CancellationToken.None)
            .OrForget(Doubt);
        await Load(CancellationToken.None).OrForget(Doubt);
        if (_post?.Status != (removed ? PostRowStatus.Removed : PostRowStatus.Published))
        {
            return false;
        }
        await (removed ? Author(post.AuthorId).Removed(Id) : Author(post.AuthorId).Published(Id));
        await GrainFactory.GetGrain<IUserGrain>(post.AuthorId).CountsChanged();
        await GrainFactory.GetGrain<IIndexGrain>(Id).Refresh(IndexSubject.Post);
        if (isNew)
        {
            await this.PublishAll(told, logger);
        }
        return true;
    }

    public async Task<bool> SetCommentHidden(long commentId, bool hidden)
    {
        if (Present() is null)
        {
            return false;
        }
        var changed = await (hidden
            ? comments.Hide(Id, commentId, CancellationToken.None)
            : comments.Unhide(Id, commentId, CancellationToken.None)).OrForget(Doubt);
        await LoadCounts();
        return changed;
    }

    /// <summary>A medium of this post was settled: it may be the last one that was waited for.</summary>
    public async Task OnNextAsync(MediaSettled item, StreamSequenceToken? token = null)
    {
        if (_post is null)
        {
            await Load(CancellationToken.None);
        }
        if (_post is { Status: PostRowStatus.Processing } waiting)
        {
            var published = NewPublished(waiting.AuthorId, waiting.Mentions);
            PendingFact? found = null;
            var status = await posts.PublishWhenReady(
                Id, published.Rows(), Rule(waiting.AuthorId, fact => found = fact), CancellationToken.None)
                .OrForget(Doubt);
            await Load(CancellationToken.None).OrForget(Doubt);
            await Announce(waiting.AuthorId, status, published, found);
        }
        outbox.Done(item.FactId);
    }

    private async Task<CreatePostOutcome> CreateNew(CreatePost post)
    {
        var published = NewPublished(post.AuthorId, post.Mentions);
        PendingFact? found = null;
        var (result, status, stored) = await posts.Create(
            Row(post), published.Rows(), Rule(post.AuthorId, fact => found = fact), CancellationToken.None);
        if (result != PostCreateResult.Created)
        {
            DeactivateOnIdle();
            return new CreatePostOutcome(
                result == PostCreateResult.MediaMissing
                    ? CreatePostResult.MediaMissing
                    : CreatePostResult.MediaUnusable,
                null, IsNew: false);
        }
        if (stored is not null)
        {
            Hold(stored);
        }
        else
        {
            await Load(CancellationToken.None);
        }
        await Announce(post.AuthorId, status, published, found);
        return new CreatePostOutcome(CreatePostResult.Created, View(), IsNew: true);
    }

    /// <summary>That the post is there: to its readers, to the index, and to those mentioned in it.</summary>
    private IReadOnlyList<PendingFact> NewPublished(long authorId, IEnumerable<long> mentions) =>
    [
        facts.Prepare(Streams.Posts, authorId, factId => new PostPublished(factId, Id, authorId)),
        NewIndexed(),
        .. mentions.SelectMany(mentioned => facts.Notice(
            NoticeKind.Mention, mentioned, authorId, beside: Id, causeId: Id, postId: Id)),
    ];

    /// <summary>Each is its own cause: named, no longer named and named again are told in that order.</summary>
    private List<PendingFact> FactsOfEdit(PostRow before, PostRow after) =>
    [
        NewIndexed(),
        .. after.Mentions.Except(before.Mentions).SelectMany(named => facts.Notice(
            NoticeKind.Mention, named, after.AuthorId, beside: Id, postId: Id)),
        .. before.Mentions.Except(after.Mentions).SelectMany(unnamed => facts.Notice(
            NoticeKind.Mention, unnamed, after.AuthorId, beside: Id, postId: Id, withdrawn: true)),
    ];

    private PendingFact NewIndexed() =>
        facts.Prepare(Streams.Index, Id, factId => new IndexChanged(factId, IndexSubject.Post, Id));

    /// <summary>What a medium's score makes of the post; <paramref name="tell"/> gets the fact that commits.</summary>
    private ScreeningRule Rule(long authorId, Action<PendingFact> tell) => screening.Rule(score =>
    {
        var found = facts.Prepare(Streams.Moderation, Id, factId => new ContentScreened(
            factId, ScreenedKind.Post, Id, authorId, score, screening.IsRemovedAt(score)));
        tell(found);
        return found.Row;
    });

    private async Task Announce(
        long authorId, PostRowStatus? status, IReadOnlyList<PendingFact> published, PendingFact? found)
    {
        if (status == PostRowStatus.Published)
        {
            await Author(authorId).Published(Id);
            await GrainFactory.GetGrain<IUserGrain>(authorId).CountsChanged();
            await this.PublishAll(published, logger);
        }
        if (found is not null)
        {
            await this.Publish(found, logger);
        }
    }

    /// <summary>Whether a change was stored is not known: this grain and the author's counts are read anew.</summary>
    private void Doubt() => Doubt(_post?.AuthorId);

    private void Doubt(long? authorId)
    {
        Hide();
        DeactivateOnIdle();
        if (authorId is { } author)
        {
            _ = GrainFactory.GetGrain<IUserGrain>(author).CountsChanged();
            inboxes.Changed(author, Id, isNew: false, isNewNotice: false);
        }
    }

    private async Task Load(CancellationToken ct) => Hold(await posts.Load(Id, ct));

    private void Hold(StoredPost? stored)
    {
        var post = stored?.Post;
        if (stored is not null)
        {
            // A medium that the purge of an account was quicker to remove is left out: the post must be deleted still.
            _media =
            [
                .. stored.Media.Zip(stored.Post.AltTexts).Where(medium => medium.First is not null)
                    .Select(medium => MediaViews.Of(medium.First!, medium.Second)),
            ];
        }
        // Likes go on while a post is read: of its counts only the first ones come with it.
        if (_post is null && post is not null)
        {
            (_likes, _comments) = (post.Likes, post.Comments);
        }
        // Both at once: a read in between would show a published post with media that are not ready.
        _post = post;
        if (post is not null)
        {
            counts.Tell(Id, _likes, _comments);
        }
        Hide();
        if (_post is { Status: PostRowStatus.Published } shown)
        {
            open.Show(Id, shown.AuthorId);
        }
    }

    /// <summary>Whoever wants to know of the post asks this grain.</summary>
    private void Hide()
    {
        cards.Changed(Id);
        open.Hide(Id);
    }

    /// <summary>A like or its end is stored, and with it what its notice shows; false when the post is gone.</summary>
    private bool Took(LikeChange change, long authorId, long userId, bool isLiked)
    {
        if (!change.IsThere)
        {
            return false;
        }
        Count(change);
        if (change.IsNew && authorId != userId)
        {
            inboxes.Changed(authorId, Id, isLiked, change.BeganNotice);
        }
        TellCounts();
        return true;
    }

    private async Task LoadCounts()
    {
        Count(await likes.Count(Id).OrForget(Doubt));
        TellCounts();
    }

    /// <summary>
    /// Likes and comments interleave, so what is stored comes back in any order. A post that was deleted meanwhile has
    /// no counts.
    /// </summary>
    private void Count(LikeChange stored)
    {
        if (stored.IsThere && stored.Version >= _countedAt)
        {
            (_countedAt, _likes, _comments) = (stored.Version, stored.Likes, stored.Comments);
        }
    }

    private void TellCounts()
    {
        if (_post is not null)
        {
            cards.ToChange(Id)?.Count(_likes, _comments);
            counts.Tell(Id, _likes, _comments);
            indexed.Changed(new PostCountsRow(Id, _likes, _comments));
        }
    }

    private IAuthorGrain Author(long authorId) => GrainFactory.GetGrain<IAuthorGrain>(authorId);

    /// <summary>A post that is not there must not be remembered as absent: it may be created next.</summary>
    private PostRow? Present()
    {
        if (_post is null)
        {
            DeactivateOnIdle();
        }
        return _post;
    }

    private PostRow Row(CreatePost post) => new(
        Id, post.AuthorId, PostRowStatus.Processing, 0, post.Caption, [.. post.Hashtags], [.. post.Mentions],
        [.. post.MediaIds], [.. post.AltTexts],
        post.Place is { } place ? new PlaceRow(place.Id, place.Name, place.Lat, place.Lng) : null, null);

    private PostView View() => new(
        Id, _post!.AuthorId, (PostStatus)_post.Status, _post.Caption, [.. _post.Hashtags], [.. _post.Mentions],
        _post.Place is { } place ? new PlaceView(place.Id, place.Name, place.Lat, place.Lng) : null,
        _media, _likes, _comments, SnowflakeIds.TimeOf(Id), _post.EditedAt);
}
