using Instagram.Storage.Moderation;

namespace Instagram.ApiHost.Moderation;

/// <summary>The words of the contract.</summary>
internal static class ModerationTexts
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Of(known) == text)
            {
                value = known;
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>What its author is told: never a reporter's words, which could tell who reported.</summary>
    public static string Reason(ModerationItemRow item) => item.Source switch
    {
        ModerationSource.Classifier when item.DecidedBy is null => "The automatic check found this too explicit.",
        ModerationSource.Classifier => "A moderator looked at what the automatic check had found.",
        ModerationSource.Budget => "A moderator looked at what this account had done unusually often.",
        ModerationSource.Report => "A moderator looked at what people had reported.",
        _ => "A moderator decided this.",
    };
}
