using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Leaving;

/// <summary>Bounds the exports under way on this silo: one of each account, and few in all.</summary>
public sealed class ExportSlots(IOptions<LeavingOptions> options)
{
    private readonly ConcurrentDictionary<long, bool> _taken = new();

    /// <summary>False when this account's is under way already.</summary>
    public bool TryEnter(long userId)
    {
        if (!_taken.TryAdd(userId, true))
        {
            return false;
        }
        if (_taken.Count > options.Value.ExportsAtOnce)
        {
            Leave(userId);
            throw new BusyException("Too many exports are under way.");
        }
        return true;
    }

    public void Leave(long userId) => _taken.TryRemove(userId, out _);
}
