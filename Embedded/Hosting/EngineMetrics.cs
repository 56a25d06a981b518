using System.Diagnostics.Metrics;
using Instagram.Embedded.Calls;

namespace Instagram.Embedded.Hosting;

/// <summary>What the meter "Instagram.Embedded" tells: activations, calls, their time, mailboxes.</summary>
internal sealed class EngineMetrics
{
    private readonly Engine engine;
    private readonly Counter<long> calls;
    private readonly Counter<long> failures;
    private readonly Histogram<double> duration;
    private int waiting;

    internal EngineMetrics(IMeterFactory factory, Engine engine)
    {
        this.engine = engine;
        var meter = factory.Create("Instagram.Embedded");
        calls = meter.CreateCounter<long>("grain.calls", "{call}", "Requests that ended");
        failures = meter.CreateCounter<long>("grain.call.failures", "{call}", "Requests that ended with an exception");
        duration = meter.CreateHistogram<double>("grain.call.duration", "s", "From sending a request to its end");
        meter.CreateObservableUpDownCounter(
            "grain.activations", () => engine.ActivationCount, "{activation}", "Grains in memory");
        meter.CreateObservableUpDownCounter(
            "grain.requests.waiting", () => Volatile.Read(ref waiting), "{call}", "Requests in mailboxes");
    }

    internal int WaitingCount => Volatile.Read(ref waiting);

    internal void Waiting(int change)
    {
        if (change != 0)
        {
            Interlocked.Add(ref waiting, change);
        }
    }

    internal void CallEnded(Call call, Task outcome)
    {
        if (calls.Enabled)
        {
            calls.Add(1);
        }

        if (failures.Enabled && !outcome.IsCompletedSuccessfully)
        {
            failures.Add(1);
        }

        if (duration.Enabled)
        {
            duration.Record(engine.Time.GetElapsedTime(call.SentAt).TotalSeconds);
        }
    }
}
