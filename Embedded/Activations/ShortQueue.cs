namespace Instagram.Embedded.Activations;

/// <summary>
/// What waits, in order, of which there is mostly one item or none: that one takes no queue. To be a field; not for two
/// threads.
/// </summary>
internal struct ShortQueue<T>
    where T : class
{
    /// <summary>A queue that has grown beyond it is given up when it is empty.</summary>
    private const int KeptCapacity = 64;

    private T? next;
    private Queue<T>? behind;

    public readonly int Count => next is null ? 0 : 1 + (behind?.Count ?? 0);

    public readonly IEnumerable<T> Items => next is null ? [] : [next, .. behind ?? []];

    public void Enqueue(T item)
    {
        if (next is null)
        {
            next = item;
        }
        else
        {
            (behind ??= new Queue<T>()).Enqueue(item);
        }
    }

    /// <summary>There is one.</summary>
    public T Dequeue()
    {
        var item = next!;
        if (behind is not { Count: > 0 })
        {
            next = null;
            behind = behind?.EnsureCapacity(0) > KeptCapacity ? null : behind;
        }
        else
        {
            next = behind.Dequeue();
        }

        return item;
    }
}
