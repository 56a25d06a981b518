using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Grains;

/// <summary>
/// State whose loss costs little: turns change it in memory, and it is written now and then. A write that fails is
/// tried with the next; what another write has overtaken is lost. One turn at a time, like the grain that holds it.
/// </summary>
internal sealed class WriteBehind<TState>(IPersistentState<TState> stored)
{
    private bool _isChanged;

    public TState State => stored.State;

    /// <summary>The next save writes.</summary>
    public void Changed() => _isChanged = true;

    /// <summary>Null, or why nothing could be written, which is the caller's to log and nobody's to fail of.</summary>
    public async Task<Exception?> Save()
    {
        if (!_isChanged)
        {
            return null;
        }
        try
        {
            await stored.WriteStateAsync();
            _isChanged = false;
            return null;
        }
        catch (Exception failure)
        {
            if (failure is InconsistentStateException)
            {
                await stored.ReadStateAsync();
                _isChanged = false;
            }
            return failure;
        }
    }

    /// <summary>Removes what is stored, whoever wrote it.</summary>
    public async Task Forget()
    {
        _isChanged = false;
        await stored.ReadStateAsync();
        await stored.ClearStateAsync();
    }
}
