namespace Instagram.Tests.Crash;

/// <summary>
/// Something that a client does, written so that it can be sent again. Until it is answered it is open: it happened or
/// it did not, but never by half, and a repeat settles it.
/// </summary>
/// <param name="Subject">What it changes. No two deeds about one subject are under way at once.</param>
/// <param name="Touches">The accounts and posts whose lists change with it.</param>
/// <param name="Send">The request, or the few that belong together.</param>
/// <param name="Success">The answer that acknowledges it.</param>
/// <param name="Done">Enters it in the ledger.</param>
internal sealed record Deed(
    string Subject, string[] Touches, Func<Task<Reply>> Send, int Success, Action<Reply> Done)
{
    /// <summary>Whether it can be done still, asked when nothing else about the subject is under way any more.</summary>
    public Func<bool>? When { get; init; }

    /// <summary>The repeat, where it is not the same request.</summary>
    public Func<Task<Reply>>? Again { get; init; }

    /// <summary>What a repeat is answered when the first one was done after all.</summary>
    public int? AlreadyDone { get; init; }

    public override string ToString() => Subject;
}
