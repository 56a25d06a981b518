using System.Globalization;

namespace Instagram.Tests.Crash;

/// <summary>
/// A client at work: one request after another, chosen by its seed. It ends when it is told to or when the instance
/// does not answer; told that the instance is busy, it comes again.
/// </summary>
internal sealed class Client(int number, Wire wire, Ledger ledger, Random random)
{
    private const int MostAccounts = 3;

    private readonly Requests _requests = new(wire, ledger);
    private readonly List<LedgerAccount> _mine = [];
    private int _made;

    /// <summary>Returns how many of its requests got no answer: none, or the last.</summary>
    public async Task<int> Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var reply = await Next();
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

    private Task<Reply> Next()
    {
        var mine = _mine.Where(account => account.IsAcknowledged).ToArray();
        if (mine.Length == 0 || (_mine.Count < MostAccounts && random.Next(12) == 0))
        {
            var account = new LedgerAccount(Name("member"));
            _mine.Add(account);
            return _requests.SignUp(account);
        }
        var me = mine[random.Next(mine.Length)];
        return random.Next(10) switch
        {
            0 or 1 => Follow(me),
            2 or 3 => _requests.Upload(me, random),
            4 or 5 => PostUploaded(me),
            6 => _requests.Post(new LedgerPost(me, Name("form")) { Picture = Requests.Picture(random) }),
            _ => Like(me),
        };
    }

    private Task<Reply> Follow(LedgerAccount me)
    {
        var others = ledger.Members.Where(other => other != me).ToArray();
        return others.Length == 0 ? _requests.Upload(me, random) : _requests.Follow(me, Any(others));
    }

    /// <summary>What others may like is published; an author looks whether a post of theirs has become so.</summary>
    private Task<Reply> Like(LedgerAccount me)
    {
        var posts = ledger.Posts.Values.Where(post => post.IsAcknowledged).ToArray();
        var published = posts.Where(post => post.IsPublished).ToArray();
        var waiting = posts.Where(post => !post.IsPublished && post.Author == me).ToArray();
        return waiting.Length > 0 && (published.Length == 0 || random.Next(3) == 0) ? _requests.See(Any(waiting))
            : published.Length > 0 ? _requests.Like(me, Any(published))
            : _requests.Upload(me, random);
    }

    private Task<Reply> PostUploaded(LedgerAccount me)
    {
        foreach (var (mediaId, upload) in ledger.Uploads)
        {
            if (upload is { IsAcknowledged: true, IsDamaged: false, IsSpent: false } && upload.Owner == me)
            {
                upload.IsSpent = true;
                return _requests.Post(new LedgerPost(me, Name("json")) { MediaId = mediaId });
            }
        }
        return _requests.Upload(me, random);
    }

    private string Name(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}_{++_made}");

    private T Any<T>(T[] some) => some[random.Next(some.Length)];
}
