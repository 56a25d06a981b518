namespace Instagram.Tests.Races;

/// <summary>
/// What the clients together know of who may see what, by what they asked for and what they were answered: from the
/// answer of an unfollow, a block or a switch to private on, a look that begins must not find what was closed, as long
/// as nothing has opened it again. People and posts are whatever names them.
/// </summary>
internal sealed class Knowledge
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(FactKind Kind, string Who, string Whom), Fact> _facts = [];
    private readonly Dictionary<string, string> _authors = [];
    private long _now;

    public int Posts
    {
        get
        {
            lock (_gate)
            {
                return _authors.Count;
            }
        }
    }

    /// <summary>The moment at which something begins that is judged later.</summary>
    public long Now()
    {
        lock (_gate)
        {
            return ++_now;
        }
    }

    /// <summary>One deed that changes some facts; to be ended with what the answer says.</summary>
    public Deed Begin(params (FactKind Kind, string Who, string Whom, bool Value)[] changes)
    {
        lock (_gate)
        {
            var now = ++_now;
            return new Deed(this, [.. changes.Select(change =>
            {
                var fact = Of(change.Kind, change.Who, change.Whom);
                return (fact, fact.Begin(change.Value, now));
            })]);
        }
    }

    /// <summary>Requests that wait for someone may be let in by a deed of theirs.</summary>
    public IEnumerable<string> MayWaitFor(string author, IEnumerable<string> people)
    {
        lock (_gate)
        {
            var now = ++_now;
            return [.. people.Where(one => Of(FactKind.Requests, one, author).MayHaveBeen(true, now))];
        }
    }

    /// <summary>Now, whatever was before.</summary>
    public bool MayBe(FactKind kind, string who, string whom, bool value)
    {
        lock (_gate)
        {
            return Of(kind, who, whom).MayHaveBeen(value, ++_now);
        }
    }

    public void Posted(string post, string author)
    {
        lock (_gate)
        {
            _authors[post] = author;
        }
    }

    /// <summary>All posts whose author is known, with who that is.</summary>
    public IReadOnlyList<(string Post, string Author)> AllPosts()
    {
        lock (_gate)
        {
            return [.. _authors.Select(post => (post.Key, post.Value))];
        }
    }

    /// <summary>Whether at some time since then the viewer may have seen the author's posts.</summary>
    public bool MaySee(string viewer, string author, long since)
    {
        lock (_gate)
        {
            return viewer == author
                || (Of(FactKind.Blocks, viewer, author).MayHaveBeen(false, since)
                    && Of(FactKind.Blocks, author, viewer).MayHaveBeen(false, since)
                    && Of(FactKind.IsSuspended, author, "").MayHaveBeen(false, since)
                    && (Of(FactKind.IsPrivate, author, "").MayHaveBeen(false, since)
                        || Of(FactKind.Follows, viewer, author).MayHaveBeen(true, since)));
        }
    }

    public bool MaySee(string viewer, string author, string post, long since)
    {
        lock (_gate)
        {
            return MaySee(viewer, author, since) && Of(FactKind.IsDeleted, post, "").MayHaveBeen(false, since);
        }
    }

    /// <summary>A feed shows only whom its reader follows.</summary>
    public bool MayBeInFeed(string reader, string author, string post, long since)
    {
        lock (_gate)
        {
            return MaySee(reader, author, post, since)
                && (reader == author || Of(FactKind.Follows, reader, author).MayHaveBeen(true, since));
        }
    }

    /// <summary>Whether at some time since then it may have been hidden: what never was must have been shown.</summary>
    public bool MayBeHidden(string viewer, string author, string post, long since)
    {
        lock (_gate)
        {
            return Of(FactKind.IsDeleted, post, "").MayHaveBeen(true, since)
                || (viewer != author
                    && (Of(FactKind.Blocks, viewer, author).MayHaveBeen(true, since)
                        || Of(FactKind.Blocks, author, viewer).MayHaveBeen(true, since)
                        || Of(FactKind.IsSuspended, author, "").MayHaveBeen(true, since)
                        || (Of(FactKind.IsPrivate, author, "").MayHaveBeen(true, since)
                            && Of(FactKind.Follows, viewer, author).MayHaveBeen(false, since))));
        }
    }

    internal void End(IReadOnlyList<(Fact Fact, Write Write)> changes, Effect effect)
    {
        lock (_gate)
        {
            var now = ++_now;
            foreach (var (fact, write) in changes)
            {
                fact.End(write, effect, now);
            }
        }
    }

    private Fact Of(FactKind kind, string who, string whom)
    {
        if (!_facts.TryGetValue((kind, who, whom), out var fact))
        {
            _facts[(kind, who, whom)] = fact = new Fact(false);
        }
        return fact;
    }
}

internal enum FactKind { Follows, Requests, Blocks, IsPrivate, IsSuspended, IsDeleted }

/// <summary>A deed under way.</summary>
internal sealed class Deed(Knowledge knowledge, IReadOnlyList<(Fact Fact, Write Write)> changes)
{
    public void Ends(Effect effect) => knowledge.End(changes, effect);
}
