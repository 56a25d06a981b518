using System.Net.Http.Headers;
using System.Net.Http.Json;
using Instagram.Tests.Media;

namespace Instagram.Tests.Crash;

/// <summary>Each thing that a client does to accounts, ties and what hangs on posts.</summary>
internal sealed class Deeds(Wire wire, Ledger ledger)
{
    private const int Pictures = 8;

    private static readonly byte[][] Good =
        [.. Enumerable.Range(1, Pictures).Select(seed => TestPicture.Noise(60 * seed, 45 * seed, seed).Jpeg(70))];

    private static readonly byte[] Damaged = TestPicture.Noise(200, 200).Jpeg()[..2_000];

    public static byte[] Picture(Random random) => Good[random.Next(Pictures)];

    public Deed SignUp(LedgerAccount account)
    {
        return new Deed(account.Subject, [account.Subject], Ask, 201, reply =>
        {
            Enters(account, reply);
            ledger.Accounts.Add(account);
        })
        {
            // Taken: by the one that got no answer. It is signed in to, as its owner would.
            Again = async () => await Ask() is { Status: not 409 } made ? made : await LogIn(account),
            AlreadyDone = 200,
        };

        Task<Reply> Ask() => wire.Post("/api/v1/auth/signup", null, new
        {
            username = account.Username, email = account.Email, password = LedgerAccount.Password,
        });
    }

    public Task<Reply> LogIn(LedgerAccount account) => wire.Post(
        "/api/v1/auth/login", null, new { login = account.Username, password = LedgerAccount.Password });

    public static void Enters(LedgerAccount account, Reply reply)
    {
        account.Id = reply.Body.GetProperty("user").GetProperty("id").GetString()!;
        account.Token = reply.Text("accessToken");
    }

    /// <summary>The pair is the subject: a block of either takes the follow with it.</summary>
    public Deed Follow(LedgerAccount follower, LedgerAccount followee, bool follows) => new(
        Pair(follower, followee), [follower.Subject, followee.Subject],
        () => wire.Send(Verb(follows), $"/api/v1/users/{followee.Id}/follow", follower.Token, null), 204,
        _ => Set(ledger.Follows, (follower.Username, followee.Username), follows))
    {
        // Whom the other blocks finds nobody to follow.
        When = () => !ledger.Blocks.Contains((follower.Username, followee.Username))
            && !ledger.Blocks.Contains((followee.Username, follower.Username)),
    };

    public Deed Block(LedgerAccount blocker, LedgerAccount blocked, bool blocks) => new(
        Pair(blocker, blocked), [blocker.Subject, blocked.Subject],
        () => wire.Send(Verb(blocks), $"/api/v1/users/{blocked.Id}/block", blocker.Token, null), 204,
        _ =>
        {
            Set(ledger.Blocks, (blocker.Username, blocked.Username), blocks);
            if (blocks)
            {
                ledger.Follows.Remove((blocker.Username, blocked.Username));
                ledger.Follows.Remove((blocked.Username, blocker.Username));
            }
        })
    {
        When = () => !ledger.Blocks.Contains((blocked.Username, blocker.Username)),
    };

    public Deed Like(LedgerAccount account, LedgerPost post, bool likes) => new(
        $"like {account.Username} {post.Key}", [post.Subject],
        () => wire.Send(Verb(likes), $"/api/v1/posts/{post.Id}/like", account.Token, null), 204,
        _ => Set(ledger.Likes, (account.Username, post.Key), likes));

    public Deed Save(LedgerAccount account, LedgerPost post, bool saves) => new(
        $"save {account.Username} {post.Key}", [account.Subject],
        () => wire.Send(Verb(saves), $"/api/v1/posts/{post.Id}/save", account.Token, null), 204,
        _ => Set(ledger.Saves, (account.Username, post.Key), saves));

    public Deed Comment(LedgerComment comment) => new(
        comment.Subject, [comment.Post.Subject],
        () => wire.Post(
            $"/api/v1/posts/{comment.Post.Id}/comments", comment.Author.Token, new { text = comment.Text },
            comment.Text),
        201, reply =>
        {
            comment.Id = reply.Text("id");
            ledger.Comments.Add(comment);
        });

    public Deed Delete(LedgerComment comment) => new(
        comment.Subject, [comment.Post.Subject],
        () => wire.Delete($"/api/v1/comments/{comment.Id}", comment.Author.Token), 204,
        _ => ledger.Comments.Remove(comment))
    {
        AlreadyDone = 404,
    };

    /// <summary>The address first; the deed is that bytes which came are kept.</summary>
    public async Task<Reply> Upload(LedgerAccount owner, Random random)
    {
        var isDamaged = random.Next(8) == 0;
        var picture = isDamaged ? Damaged : Picture(random);
        var ticket = await wire.Post(
            "/api/v1/media/uploads", owner.Token, new { contentType = "image/jpeg", byteSize = picture.Length });
        if (ticket.Status != 201)
        {
            return ticket;
        }
        var mediaId = ticket.Text("mediaId");
        var upload = new LedgerUpload(
            owner, picture, isDamaged, ticket.Body.GetProperty("upload").GetProperty("url").GetString()!);
        return await ledger.Do(new Deed($"upload {mediaId}", [$"upload {mediaId}"], Finish, 202, reply =>
        {
            if (reply.Status == 202)
            {
                ledger.Uploads[mediaId] = upload;
            }
        })
        {
            // Its address is no longer good: the upload was never acknowledged, and is given up.
            AlreadyDone = 403,
        }) ?? ticket;

        async Task<Reply> Finish()
        {
            // An absolute address would name the port of the life in which it was given.
            var path = new Uri(wire.Address, upload.PutUrl).PathAndQuery;
            var put = await wire.Send(HttpMethod.Put, path, null, Jpeg(upload.Picture));
            return put.Status == 200
                ? await wire.Post($"/api/v1/media/uploads/{mediaId}/complete", owner.Token)
                : put;
        }
    }

    public Deed Tell(LedgerStory story) => new(
        story.Subject, [story.Author.Subject], () => Publish(story), 201, reply =>
        {
            story.Id = reply.Text("id");
            ledger.Stories.Add(story);
        })
    {
        Again = async () =>
        {
            // Until its medium is ready a story is not listed, and a second one of the same medium is refused.
            await Deadline.Becomes(
                Deadline.Patience,
                () => wire.Get($"/api/v1/media/uploads/{story.MediaId}", story.Author.Token),
                seen => seen.Status == 200 && seen.Text("status") == "ready");
            var told = (await wire.All($"/api/v1/users/{story.Author.Id}/stories", story.Author.Token)).Find(
                other => other.GetProperty("media").GetProperty("id").GetString() == story.MediaId);
            return told.ValueKind == System.Text.Json.JsonValueKind.Object
                ? new Reply("the story is there", 201, told)
                : await Publish(story);
        },
    };

    public Deed Delete(LedgerStory story) => new(
        story.Subject, [story.Author.Subject],
        () => wire.Delete($"/api/v1/stories/{story.Id}", story.Author.Token), 204,
        _ => ledger.Stories.Remove(story))
    {
        AlreadyDone = 404,
    };

    /// <summary>With it go its posts, ties, likes and comments.</summary>
    public Deed Close(LedgerAccount account)
    {
        return new Deed(account.Subject, [account.Subject], Leave, 202, _ =>
        {
            account.IsClosed = true;
            ledger.Follows.RemoveWhere(follow =>
                follow.Follower == account.Username || follow.Followee == account.Username);
            ledger.Likes.RemoveWhere(like => like.Username == account.Username);
            ledger.Comments.RemoveAll(comment => comment.Author == account);
        })
        {
            Again = async () => await LogIn(account) is { Status: not 200 } gone ? gone : await Leave(),
            AlreadyDone = 401,
        };

        Task<Reply> Leave() => wire.Send(
            HttpMethod.Delete, "/api/v1/users/me", account.Token,
            JsonContent.Create(new { password = LedgerAccount.Password }));
    }

    public static ByteArrayContent Jpeg(byte[] picture)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return content;
    }

    public static string Pair(LedgerAccount one, LedgerAccount other) =>
        string.CompareOrdinal(one.Username, other.Username) < 0
            ? $"pair {one.Username} {other.Username}"
            : $"pair {other.Username} {one.Username}";

    private Task<Reply> Publish(LedgerStory story) =>
        wire.Post("/api/v1/stories", story.Author.Token, new { mediaId = story.MediaId });

    private static HttpMethod Verb(bool does) => does ? HttpMethod.Post : HttpMethod.Delete;

    private static void Set<T>(HashSet<T> set, T item, bool isIn)
    {
        if (isIn)
        {
            set.Add(item);
        }
        else
        {
            set.Remove(item);
        }
    }
}
