using Orleans;
using Orleans.Runtime;
namespace Instagram.Embedded.Reminders;
internal abstract class ReminderService
{
    internal abstract Task<IGrainReminder> Register(Grain grain, string name, TimeSpan due, TimeSpan period);
    internal abstract Task Unregister(GrainId grain, string name);
    internal abstract Task<IGrainReminder?> Get(GrainId grain, string name);
    internal abstract Task<List<IGrainReminder>> GetAll(GrainId grain);
}
