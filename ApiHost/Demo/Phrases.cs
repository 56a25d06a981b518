namespace Instagram.ApiHost.Demo;

/// <summary>What people say to each other, whatever the picture.</summary>
internal static class Phrases
{
    public static IReadOnlyList<string> Remarks { get; } =
    [
        "Wow.", "This is stunning!", "Where is this?", "I need to go there.", "The light!", "Saved for later.",
        "Take me with you next time.",
        "How do you always find these?", "Printing this for my wall, may I?", "Pure calm.", "I can almost hear it.",
        "My favourite of yours so far.",
        "Those colours.", "I have been looking at this for a minute.", "Beautiful, as ever.", "More of these, please.",
    ];

    /// <summary>Remarks for somebody else; {0} is whom they are for.</summary>
    public static IReadOnlyList<string> Nudges { get; } =
    [
        "@{0} look at this!", "@{0} this is what I meant.", "@{0} next year?", "Reminds me of yours, @{0}.",
        "@{0} you have to see this one.",
    ];

    /// <summary>What an author answers.</summary>
    public static IReadOnlyList<string> Thanks { get; } =
    [
        "Thank you!", "You are too kind.", "Come along next time.", "It took a few tries.", "Any time.",
        "Made my day, thank you.", "There are more to come.", "Half of it was luck.",
    ];

    /// <summary>What is said to the author's answer.</summary>
    public static IReadOnlyList<string> Rejoinders { get; } =
    [
        "Deal.", "I'll bring the coffee.", "Don't tempt me.", "Counting on it.", "Luck likes you, then.",
    ];

    public static IReadOnlyList<string> StoryReplies { get; } =
    [
        "Ha, perfect.", "Is that today?", "Wish I were there.", "Say hello from me!", "Post this one, please.",
        "Already jealous.",
    ];

    public const string Spam = "WIN A CAMERA!!! Just send me your password to take part";

    public static IReadOnlyList<string> SpamReports { get; } =
        ["Asks people for their passwords.", "Spam.", "Third time this week, please look."];

    public static IReadOnlyList<string> PostReports { get; } =
        ["I think this is my picture.", "Posted without asking us."];
}
