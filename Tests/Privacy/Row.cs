namespace Instagram.Tests.Privacy;

/// <summary>A route of the product and what it may show to whom. <paramref name="Route"/> is as it is mapped.</summary>
internal abstract record Row(string Route)
{
    public HttpMethod Method { get; } = new(Route[..Route.IndexOf(' ', StringComparison.Ordinal)]);
}

/// <summary>
/// A route that names something of the author's. Who sees less than <paramref name="Needs"/> gets for it what they get
/// for <paramref name="Nothing"/>, an id that never was.
/// </summary>
internal sealed record Target(
    string Route, Sight Needs, Func<Scene, string> Path, string Nothing, Func<Scene, bool, object>? Body = null)
    : Row(Route)
{
    /// <summary>Nobody signed in may ask.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Nobody signed in may ask, and is never shown any.</summary>
    public bool HidesFromAnonymous { get; init; }

    /// <summary>What who may see it is answered; 0: not asked, because it would change who may see what.</summary>
    public int Seen { get; init; } = 200;

    /// <summary>Who is suspended may do it all the same.</summary>
    public bool IsOpenToSuspended { get; init; }

    /// <summary>What the author is answered, where that differs.</summary>
    public int? OwnSeen { get; init; }

    /// <summary>What is answered where there is nothing to see.</summary>
    public int Hidden { get; init; } = 404;

    /// <summary>Sent with both requests.</summary>
    public Func<Scene, (string Name, string Value)[]> Headers { get; init; } = _ => [];
}

/// <summary>
/// A list or page that is there for everyone signed in, and may show the author among others; without a path for those
/// who have none.
/// </summary>
internal sealed record Listing(string Route, Func<Scene, Onlooker, string?> Path) : Row(Route)
{
    /// <summary>Who finds the author's <see cref="Trace"/> in it.</summary>
    public Func<Scene, Onlooker, bool> Shows { get; init; } = (_, _) => false;

    /// <summary>The id of what is looked for.</summary>
    public Func<Scene, string> Trace { get; init; } = scene => scene.Post.Id;

    /// <summary>Who blocks someone finds them in the list of whom they block.</summary>
    public bool MayNameBlocked { get; init; }

    public bool IsOpen { get; init; }
}

/// <summary>A number, which counts no more than the list shows as unseen.</summary>
internal sealed record Count(string Route) : Row(Route);

/// <summary>A route that names nobody but the caller; <paramref name="Because"/> says why nothing can leak.</summary>
internal sealed record OwnAffair(string Route, string Because) : Row(Route);
