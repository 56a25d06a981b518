namespace Instagram.Grains;

/// <summary>
/// For writes behind state in memory. One that fails may have been stored nevertheless, when the connection died during
/// the commit: its grain must not answer again before it has read what is there.
/// </summary>
internal static class UnknownOutcome
{
    /// <param name="write">The write, or a step after it without which the state in memory is not true.</param>
    /// <param name="forget">The grain's DeactivateOnIdle: the call after this one finds a fresh activation.</param>
    public static async Task<T> OrForget<T>(this Task<T> write, Action forget)
    {
        try
        {
            return await write;
        }
        catch
        {
            forget();
            throw;
        }
    }

    /// <inheritdoc cref="OrForget{T}"/>
    public static async Task OrForget(this Task write, Action forget)
    {
        try
        {
            await write;
        }
        catch
        {
            forget();
            throw;
        }
    }
}
