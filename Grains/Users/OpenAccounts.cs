using System.Collections.Concurrent;

namespace Instagram.Grains.Users;

/// <summary>
/// What the <see cref="UserGrain"/>s of this silo hold, where it can be read without a call. A grain shows it from its
/// activation to its end, and each change before that is answered, so that whoever looks sees what the grain would say.
/// Of an account that is not here, or in doubt, nothing is shown. Other silos' grains show theirs there.
/// </summary>
public sealed class OpenAccounts
{
    private readonly ConcurrentDictionary<long, AccountSides> _shown = new();

    internal AccountSides? Find(long userId) => _shown.GetValueOrDefault(userId);

    internal void Show(long userId, AccountSides sides) => _shown[userId] = sides;

    internal void Hide(long userId) => _shown.TryRemove(userId, out _);
}
