using Instagram.Grains.Copies;
using Instagram.Grains.Users;

namespace Instagram.Grains.Posts;

/// <summary>
/// Posts and users as encoded cards: from this silo's copies where they are, else from their grains. Says nothing about
/// who may see them.
/// </summary>
public sealed class CardReader(
    IGrainFactory grains, Copies<PostCard> posts, Copies<UserCardJson> users, ICardEncoder encoder)
{
    /// <summary>Null when there is no such published post.</summary>
    public ValueTask<PostCard?> FindPost(long postId)
    {
        var copy = posts.Of(postId);
        return copy.Value is { } card ? ValueTask.FromResult<PostCard?>(card) : Ask();

        async ValueTask<PostCard?> Ask()
        {
            var token = copy.Token;
            if (await grains.GetGrain<IPostGrain>(postId).Get() is not { Status: PostStatus.Published } post)
            {
                return null;
            }
            var asked = new PostCard(
                post.Id, post.AuthorId, post.Mentions, encoder.Encode(post), post.LikeCount, post.CommentCount);
            posts.Offer(copy, token, asked);
            return asked;
        }
    }

    /// <summary>Where a post has to be asked for, its author will have to be soon: both may be read together.</summary>
    public void LookAhead(long postId, long authorId)
    {
        if (posts.Of(postId).Value is null && users.Of(authorId).Value is null)
        {
            _ = grains.GetGrain<IUserGrain>(authorId).GetCard();
        }
    }

    /// <summary>Null when there is no such account.</summary>
    public ValueTask<UserCardJson?> FindUser(long userId)
    {
        var copy = users.Of(userId);
        return copy.Value is { } card ? ValueTask.FromResult<UserCardJson?>(card) : Ask();

        async ValueTask<UserCardJson?> Ask()
        {
            var token = copy.Token;
            if (await grains.GetGrain<IUserGrain>(userId).GetCard() is not { } user)
            {
                return null;
            }
            var asked = new UserCardJson(encoder.Encode(user));
            users.Offer(copy, token, asked);
            return asked;
        }
    }
}
