using System.Globalization;

namespace Instagram.Tests.Crash;

/// <summary>
/// A client at work: one request after another, chosen by its seed. It ends when it is told to or when the instance
/// does not answer; told that the instance is busy, it comes again. In the next round it goes on with its accounts.
/// </summary>
internal sealed class Client(int number, Wire wire, Ledger ledger, LedgerAccount moderator, Random random)
{
    private const int Members = 2;
    private const int Loners = 2;
    private const int MostStories = 10;

    private readonly Deeds _deeds = new(wire, ledger);
    private readonly PostDeeds _posts = new(wire, ledger);
    private readonly Queue<Func<LedgerAccount, Task<Reply?>>> _leaving = new();
    private LedgerAccount? _leaver;
    private int _made;

    /// <summary>Returns how many of its requests got no answer: none, or the last.</summary>
    public async Task<int> Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await Next() is not { } reply)
            {
                continue;
            }
            if (!reply.IsAnswered)
            {
                return 1;
            }
            if (reply.Status == 503)
            {
                await Eventually.Beat();
            }
            else
            {
                reply.Is(200, 201, 202, 204);
            }
        }
        return 0;
    }

    private async Task<Reply?> Next()
    {
        var (members, loners) = (Mine(Role.Member), Mine(Role.Loner));
        if (members.Length < Members)
        {
            return await SignUp($"member_{number}_{members.Length + 1}", Role.Member);
        }
        if (loners.Length < Loners)
        {
            return await SignUp($"loner_{number}_{loners.Length + 1}", Role.Loner);
        }
        var me = Any(members);
        return random.Next(20) switch
        {
            0 or 1 => await FollowOrNot(me, Of(Role.Member)),
            2 or 3 => await Lonely(Any(loners)),
            4 or 5 => await Leave(),
            6 or 7 => await PostUploaded(me),
            8 => await ledger.Do(_posts.Make(NewForm(me))),
            9 or 10 => await OnPost(post => ledger.Do(_deeds.Like(me, post, !Has(ledger.Likes, me, post)))),
            11 => await OnPost(post => ledger.Do(_deeds.Save(me, post, !Has(ledger.Saves, me, post)))),
            12 or 13 => await OnPost(post => ledger.Do(_deeds.Comment(new LedgerComment(post, me, Name("said"))))),
            14 => await DeleteComment(me),
            15 or 16 => await Change(me),
            17 => await TellOrDelete(me),
            18 => await Look(me),
            _ => await _deeds.Upload(me, random),
        };
    }

    private Task<Reply?> SignUp(string name, Role role) =>
        ledger.Do(_deeds.SignUp(new LedgerAccount(name, role)));

    private async Task<Reply?> FollowOrNot(LedgerAccount me, LedgerAccount[] all)
    {
        var other = Any(all);
        return other == me
            ? await _deeds.Upload(me, random)
            : await ledger.Do(_deeds.Follow(me, other, follows: !IsIn(ledger.Follows, me, other)));
    }

    private async Task<Reply?> Lonely(LedgerAccount me)
    {
        var other = Any(Of(Role.Loner));
        if (other == me || random.Next(4) == 0)
        {
            return await ledger.Do(_posts.Make(NewForm(me)));
        }
        if (IsIn(ledger.Blocks, me, other) || (random.Next(3) == 0 && !IsIn(ledger.Blocks, other, me)))
        {
            return await ledger.Do(_deeds.Block(me, other, blocks: !IsIn(ledger.Blocks, me, other)));
        }
        // Whom the other blocks finds nobody to follow.
        return ledger.IsOpen(Deeds.Pair(me, other)) || IsIn(ledger.Blocks, other, me)
            ? await ledger.Do(_posts.Make(NewForm(me)))
            : await FollowOrNot(me, [other]);
    }

    /// <summary>One step on the way of somebody who comes, leaves a trace or two, and leaves.</summary>
    private async Task<Reply?> Leave()
    {
        if (_leaver is null || _leaver.IsClosed)
        {
            _leaver = new LedgerAccount(Name("leaver"), Role.Leaver);
            _leaving.Clear();
            _leaving.Enqueue(me => ledger.Do(_deeds.Follow(me, Any(Of(Role.Member)), follows: true)));
            _leaving.Enqueue(me => OnPost(post => ledger.Do(_deeds.Like(me, post, likes: true))));
            _leaving.Enqueue(me => OnPost(post => ledger.Do(_deeds.Comment(new LedgerComment(post, me, Name("bye"))))));
            _leaving.Enqueue(me => ledger.Do(_posts.Make(NewForm(me))));
            return await ledger.Do(_deeds.SignUp(_leaver));
        }
        if (_leaver.Token.Length == 0)
        {
            return null;
        }
        var reply = _leaving.TryDequeue(out var step) ? await step(_leaver) : await ledger.Do(_deeds.Close(_leaver));
        if (step is not null && reply is { IsOpen: true })
        {
            // What is open is settled by its owner, who stays for that.
            _leaver = null;
        }
        return reply;
    }

    private async Task<Reply?> PostUploaded(LedgerAccount me) => TakeUpload(me) is { } mediaId
        ? await ledger.Do(_posts.Make(new LedgerPost(me, Name("json"), IsMortal()) { MediaId = mediaId }))
        : await _deeds.Upload(me, random);

    private async Task<Reply?> DeleteComment(LedgerAccount me)
    {
        var mine = ledger.Read(() => ledger.Comments.Where(comment => comment.Author == me).ToArray());
        return mine.Length > 0 ? await ledger.Do(_deeds.Delete(Any(mine))) : await _deeds.Upload(me, random);
    }

    /// <summary>An edit, a deletion or a removal of one of this member's posts.</summary>
    private async Task<Reply?> Change(LedgerAccount me)
    {
        var mine = ledger.Read(() => ledger.Posts
            .Where(post => post.Author == me && post is { IsMortal: true, IsShown: true, IsPublished: true }).ToArray());
        if (mine.Length == 0)
        {
            return await Look(me);
        }
        var post = Any(mine);
        return random.Next(4) switch
        {
            0 => await ledger.Do(_posts.Delete(post)),
            1 => await ledger.Do(_posts.Remove(post, moderator)),
            _ => await ledger.Do(_posts.Edit(post, $"{post.Key} #{me.Username} {Name("edit")}")),
        };
    }

    private async Task<Reply?> TellOrDelete(LedgerAccount me)
    {
        var mine = ledger.Read(() => ledger.Stories.Where(story => story.Author == me).ToArray());
        if (mine.Length > 0 && (mine.Length >= MostStories || random.Next(3) == 0))
        {
            return await ledger.Do(_deeds.Delete(Any(mine)));
        }
        return TakeUpload(me) is { } mediaId
            ? await ledger.Do(_deeds.Tell(new LedgerStory(me, mediaId)))
            : await _deeds.Upload(me, random);
    }

    /// <summary>What others may like is published; an author looks whether a post of theirs has become so.</summary>
    private async Task<Reply?> Look(LedgerAccount me)
    {
        var waiting = ledger.Read(() => ledger.Posts
            .Where(post => post.Author == me && post is { IsPublished: false, IsShown: true }).ToArray());
        return waiting.Length > 0 ? await _posts.See(Any(waiting)) : await _deeds.Upload(me, random);
    }

    private async Task<Reply?> OnPost(Func<LedgerPost, Task<Reply?>> act)
    {
        var posts = ledger.Read(() => ledger.Posts
            .Where(post => post is { IsMortal: false, IsPublished: true, Author.Role: Role.Member }).ToArray());
        return posts.Length > 0 ? await act(Any(posts)) : await Look(Any(Mine(Role.Member)));
    }

    private string? TakeUpload(LedgerAccount me) => ledger.Read(() =>
    {
        var (mediaId, upload) = ledger.Uploads.FirstOrDefault(upload =>
            upload.Value is { IsDamaged: false, IsSpent: false } && upload.Value.Owner == me);
        if (upload is not null)
        {
            upload.IsSpent = true;
        }
        return mediaId;
    });

    private LedgerPost NewForm(LedgerAccount me) =>
        new(me, Name("form"), IsMortal()) { Picture = Deeds.Picture(random) };

    private bool IsMortal() => random.Next(2) == 0;

    private LedgerAccount[] Of(Role role) =>
        ledger.Read(() => ledger.Accounts.Where(account => account.Role == role).ToArray());

    private LedgerAccount[] Mine(Role role) => [.. Of(role).Where(account => account.Username.StartsWith(
        string.Create(CultureInfo.InvariantCulture, $"{role.ToString().ToLowerInvariant()}_{number}_"),
        StringComparison.Ordinal))];

    private bool IsIn(HashSet<(string, string)> ties, LedgerAccount me, LedgerAccount other) =>
        ledger.Read(() => ties.Contains((me.Username, other.Username)));

    private bool Has(HashSet<(string, string)> set, LedgerAccount me, LedgerPost post) =>
        ledger.Read(() => set.Contains((me.Username, post.Key)));

    private string Name(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}_{++_made}");

    private T Any<T>(T[] some) => some[random.Next(some.Length)];
}
