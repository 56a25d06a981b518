using Instagram.Embedded.Reminders;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        public DateTime FirstTickTime { get; } = firstTickTime;

        public TimeSpan Period { get; } = period;

        public DateTime CurrentTickTime { get; } = timeStamp;
    }
}

namespace Orleans
{
    /// <summary>A grain that reminders wake, also after a restart.</summary>
    public interface IRemindable : IGrain
    {
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    public static class GrainReminderExtensions
    {
        public static Task<IGrainReminder> RegisterOrUpdateReminder(
            this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
            grain.Activation.Engine.Reminders.Register(grain, reminderName, dueTime, period);

        public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
            grain.Activation.Engine.Reminders.Unregister(grain.Activation.Id, reminder.ReminderName);

        public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
            grain.Activation.Engine.Reminders.Get(grain.Activation.Id, reminderName);

        public static Task<List<IGrainReminder>> GetReminders(this Grain grain) =>
            grain.Activation.Engine.Reminders.GetAll(grain.Activation.Id);
    }
}
