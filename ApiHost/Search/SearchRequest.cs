using System.Globalization;
using Instagram.ApiHost.Http;
using Instagram.Grains.Policies;
using Instagram.Storage.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Search;

/// <summary>What is looked for, as it stands in the address.</summary>
public sealed record SearchRequest(string? Q, string? Type, string? Near)
{
    private const int MaxQuery = 100;

    private static readonly string[] Types = ["users", "hashtags", "places", "posts"];

    internal static bool IsTag(string tag) =>
        tag.Length is > 0 and <= CaptionText.MaxHashtagLength && Checks.IsStorable(tag);

    /// <summary>Names this search, so that its cursor continues no other.</summary>
    internal string Scope(Caller caller) => $"search:{caller.UserId}:{Type}:{Near}:{Q}";

    /// <summary>Everything that is wrong, together with what <paramref name="checks"/> found before.</summary>
    internal ProblemHttpResult? Check(Checks checks)
    {
        if (!Types.Contains(Type))
        {
            checks.Fail("type", $"This must be one of {string.Join(", ", Types)}.");
        }
        if (Near is not null && Spot() is null)
        {
            checks.Fail("near", "This must be a latitude and a longitude in degrees, with a comma between.");
        }
        if (Q is not null || Type != "places" || Near is null)
        {
            CheckQuery(checks);
        }
        return checks.Failed ? checks.Problem : null;
    }

    /// <summary>Null when there is none, or none on earth.</summary>
    internal Spot? Spot() =>
        Near?.Split(',') is [var first, var second]
        && Degrees(first, 90) is { } lat && Degrees(second, 180) is { } lng
            ? new Spot(lat, lng)
            : null;

    private void CheckQuery(Checks checks)
    {
        var text = checks.Text("q", Q, 1, MaxQuery);
        if (text.Length > 0 && text.Trim().TrimStart('#', '@').Length == 0)
        {
            checks.Fail("q", "This is blank.");
        }
    }

    private static double? Degrees(string text, double most) =>
        double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite,
            CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
