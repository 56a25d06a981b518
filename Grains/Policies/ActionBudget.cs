namespace Instagram.Grains.Policies;

/// <summary>So many actions in 60 minutes, counted by the minute: at most 60 numbers, however many actions.</summary>
public static class ActionBudget
{
    public const int WindowMinutes = 60;

    /// <summary>
    /// Counts an action of now into <paramref name="minutes"/>, which holds a count for each minute that had any, and
    /// forgets what is older than the window. Over <paramref name="limit"/> it counts nothing and answers the seconds,
    /// 1 to 3,600, until the oldest of them leave the window.
    /// </summary>
    public static int? Spend(SortedDictionary<long, int> minutes, int limit, DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        while (minutes.Count > 0 && minutes.First().Key <= minute - WindowMinutes)
        {
            minutes.Remove(minutes.First().Key);
        }
        if (minutes.Values.Sum() >= limit)
        {
            var frees = DateTimeOffset.FromUnixTimeSeconds((minutes.First().Key + WindowMinutes) * 60);
            return Math.Clamp((int)Math.Ceiling((frees - now).TotalSeconds), 1, WindowMinutes * 60);
        }
        minutes[minute] = minutes.GetValueOrDefault(minute) + 1;
        return null;
    }
}
