using Instagram.Embedded.Reminders;
using Orleans;
using Orleans.Runtime;
namespace Instagram.Embedded;
internal sealed class Engine
{
    internal IGrainFactory Factory => throw new NotSupportedException();
    internal ReminderService Reminders => throw new NotSupportedException();
}
