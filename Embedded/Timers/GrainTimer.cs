using Instagram.Embedded.Activations;
using Orleans.Runtime;
namespace Instagram.Embedded.Timers;
internal static class GrainTimer
{
    internal static IGrainTimer Start(Activation a, Func<CancellationToken, Task> callback, GrainTimerCreationOptions o)
        => throw new NotSupportedException($"{a}{callback}{o}");
}
