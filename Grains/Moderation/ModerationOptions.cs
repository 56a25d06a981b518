using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Moderation;

public sealed class ModerationOptions
{
    public const string Section = "Moderation";

    /// <summary>Usernames of those who moderate, with commas between them; they ignore case.</summary>
    public string Moderators { get; set; } = "";

    /// <summary>More explicit than this, 0 to 1, and nobody but its author ever sees it.</summary>
    [Range(0.0, 1.0)]
    public double RemoveAbove { get; set; } = 0.95;

    /// <summary>More explicit than this, 0 to 1, and a person looks at it.</summary>
    [Range(0.0, 1.0)]
    public double FlagAbove { get; set; } = 0.70;
}
