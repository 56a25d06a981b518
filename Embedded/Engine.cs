using System.Diagnostics.Metrics;
using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Instagram.Embedded.Hosting;
using Instagram.Embedded.Identity;
using Instagram.Embedded.Messages;
using Instagram.Embedded.Observers;
using Instagram.Embedded.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Instagram.Embedded;

/// <summary>The engine of one host: it takes calls to grains and brings them to activations.</summary>
internal sealed class Engine : IDisposable
{
    private readonly GrainDirectory directory;
    private readonly GrainCatalog catalog;
    private readonly TimeSpan responseTimeout;
    private readonly TaskCompletionSource emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int activationCount;
    private volatile bool stopping;
    private volatile bool stopped;

    public Engine(IServiceProvider services)
    {
        Services = services;
        Options = services.GetRequiredService<IOptions<EmbeddedEngineOptions>>().Value;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        responseTimeout = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout;
        Time = services.GetRequiredService<TimeProvider>();
        Dispatcher = services.GetService<ITurnDispatcher>() ?? new ThreadPoolDispatcher();
        Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Instagram.Embedded");
        Metrics = new EngineMetrics(services.GetRequiredService<IMeterFactory>(), this);
        Copier = Options.RoundTripMessages ? new MessageCopier() : null;
        catalog = new GrainCatalog(Collection);
        directory = new GrainDirectory(this);
        Observers = new ObserverRegistry(this, directory);
        Factory = new GrainFactory(this);
        Timeouts = new TimeoutWatch(Time);
        Collector = new IdleCollector(this, directory);
        Reminders = new ReminderService(
            this, services.GetService<IReminderTable>(),
            services.GetRequiredService<IOptions<EmbeddedReminderOptions>>().Value);
    }

    internal IServiceProvider Services { get; }

    internal EmbeddedEngineOptions Options { get; }

    internal GrainCollectionOptions Collection { get; }

    internal TimeProvider Time { get; }

    internal ITurnDispatcher Dispatcher { get; }

    internal ILogger Log { get; }

    internal EngineMetrics Metrics { get; }

    /// <summary>Null unless messages are to be checked and copied.</summary>
    internal MessageCopier? Copier { get; }

    internal GrainFactory Factory { get; }

    internal ObserverRegistry Observers { get; }

    internal TimeoutWatch Timeouts { get; }

    internal IdleCollector Collector { get; }

    internal ReminderService Reminders { get; }

    internal int ActivationCount => Volatile.Read(ref activationCount);

    internal List<Activation> Activations => directory.Snapshot();

    internal bool Stopping => stopping;

    internal IEnumerable<GrainClass> Classes => catalog.Classes;

    internal GrainClass ClassOf(Type contract, string? prefix) => catalog.OfContract(contract, prefix);

    internal GrainClass ClassOf(GrainId id) => id.TypeName == ObserverRegistry.TypeName
        ? throw new OrleansException($"The object behind {id} is gone.")
        : catalog.OfTypeName(id.TypeName);

    /// <summary>Sends a request from the code that is running. Never throws: a failure is the call's answer.</summary>
    internal void Send(Call call, GrainId target)
    {
        call.Target = target;
        try
        {
            var origin = TurnContext.Current;
            if (stopping && (stopped || origin?.Activation is null))
            {
                throw new SiloUnavailableException($"The engine is stopping; {call} is refused.");
            }

            call.Values = origin?.Values;
            if (origin?.Request is { Ended: false } request && !call.IsOneWay)
            {
                call.Parent = request;
            }

            if (Copier is not null)
            {
                call.CopyArguments(Copier);
            }

            var isHere = CallersThread.Open();
            try
            {
                Dispatch(call, call.Method.ResponseTimeoutSeconds is > 0 and var seconds
                    ? TimeSpan.FromSeconds(seconds)
                    : responseTimeout);
            }
            finally
            {
                if (isHere)
                {
                    CallersThread.Close();
                }
            }
        }
        catch (Exception failure)
        {
            call.TryFail(failure);
        }
    }

    /// <summary>Sends a request of the engine's own, which belongs to no chain.</summary>
    internal void SendOwn(Call call, GrainId target, TimeSpan timeout)
    {
        call.Target = target;
        if (stopping)
        {
            call.TryFail(new SiloUnavailableException($"The engine is stopping; {call} is refused."));
            return;
        }

        try
        {
            Dispatch(call, timeout);
        }
        catch (Exception failure)
        {
            call.TryFail(failure);
        }
    }

    /// <summary>Sends a request on that an activation left unserved at its end.</summary>
    internal void Route(Call call)
    {
        try
        {
            directory.Deliver(call);
        }
        catch (Exception failure)
        {
            call.TryFail(failure);
        }
    }

    internal void Entered()
    {
        var count = Interlocked.Increment(ref activationCount);
        Collector.Entered(count);
    }

    internal void Left()
    {
        if (Interlocked.Decrement(ref activationCount) == 0 && stopping)
        {
            emptied.TrySetResult();
        }
    }

    internal void Start()
    {
        Timeouts.Start(Options.TimeoutQuantum);
        Collector.Start();
        Reminders.Start();
    }

    /// <summary>Lets running requests finish, then ends every activation, all within the bound.</summary>
    internal async Task Stop(CancellationToken cancellation)
    {
        stopping = true;
        Reminders.Stop();
        Collector.Stop();
        foreach (var activation in directory.Snapshot())
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops"));
        }

        if (ActivationCount > 0)
        {
            try
            {
                await emptied.Task.WaitAsync(Options.StopTimeout, Time, cancellation);
            }
            catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
            {
                EngineLog.StopIncomplete(Log, ActivationCount, Options.StopTimeout);
            }
        }

        stopped = true;
        Timeouts.Stop();
    }

    public void Dispose() => Reminders.Dispose();

    private void Dispatch(Call call, TimeSpan timeout)
    {
        call.SentAt = Time.GetTimestamp();
        call.Timeout = timeout;
        call.Deadline = call.SentAt + (long)(timeout.TotalSeconds * Time.TimestampFrequency);
        directory.Deliver(call);
    }
}
