namespace Instagram.Tests.Fuzz.Http;

/// <summary>Who asks. No member: nobody signed in.</summary>
internal sealed class Actor(string name) : IDisposable
{
    public string Name => name;

    public Member? Member { get; set; }

    public bool IsSuspended { get; init; }

    public bool IsModerator { get; init; }

    /// <summary>Of those who notice that an account is gone, one makes it whole.</summary>
    public SemaphoreSlim Reviving { get; } = new(1);

    public void Dispose() => Reviving.Dispose();
}
