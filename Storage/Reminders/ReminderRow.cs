namespace Instagram.Storage.Reminders;

/// <param name="DueAt">When it fires next, to the microsecond.</param>
/// <param name="Period">At least a millisecond; whole milliseconds are kept.</param>
/// <param name="Etag">Names this very version; 0 for one that was not stored yet.</param>
public sealed record ReminderRow(
    string GrainType, string GrainKey, string Name, DateTimeOffset DueAt, TimeSpan Period, long Etag = 0);
