namespace Instagram.Embedded;

public sealed class EmbeddedReminderOptions
{
    /// <summary>How often the table is asked for due reminders: a tick is at most this much late.</summary>
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Due reminders read at once.</summary>
    public int BatchSize { get; set; } = 256;

    /// <summary>Reminders in delivery at the same time.</summary>
    public int MaxConcurrentTicks { get; set; } = 32;

    public TimeSpan MinimumPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
