using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>Observers of one grain, by address; those that don't subscribe again in time are dropped.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<TObserver, TObserver>(expiration, log)
    where TObserver : notnull;

public class ObserverManager<TAddress, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TAddress : notnull
{
    private readonly Dictionary<TAddress, (TObserver Observer, DateTime SeenAt)> observers = [];

    /// <summary>Replaceable for tests.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => TimeProvider.System.GetUtcNow().UtcDateTime;

    public TimeSpan ExpirationDuration { get; set; } = expiration;

    public int Count => observers.Count;

    public void Clear() => observers.Clear();

    public void Subscribe(TAddress id, TObserver observer) => observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TAddress id) => observers.Remove(id);

    /// <summary>Calls each live observer and drops those whose call fails.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    public void ClearExpired()
    {
        var oldest = GetDateTime() - ExpirationDuration;
        foreach (var (id, entry) in observers.ToArray())
        {
            if (entry.SeenAt < oldest)
            {
                observers.Remove(id);
            }
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => observers.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A copy, because other turns may subscribe while a notification is awaited.
    private (TAddress Id, TObserver Observer)[] Live(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. observers.Select(entry => (entry.Key, entry.Value.Observer))
            .Where(entry => predicate?.Invoke(entry.Observer) ?? true)];
    }

    private void Drop(TAddress id, Exception failure)
    {
        observers.Remove(id);
        Instagram.Embedded.EngineLog.ObserverDropped(log, failure);
    }
}
