namespace Instagram.Embedded.Activations;

/// <summary>
/// A few items in no order, of which there is mostly one or none: that one takes no list. To be a field; not for two
/// threads.
/// </summary>
internal struct ShortList<T>
    where T : class
{
    private T? one;
    private List<T>? others;

    public readonly int Count => (one is null ? 0 : 1) + (others?.Count ?? 0);

    public void Add(T item)
    {
        if (one is null)
        {
            one = item;
        }
        else
        {
            (others ??= []).Add(item);
        }
    }

    public void Remove(T item)
    {
        if (ReferenceEquals(one, item))
        {
            one = null;
        }
        else
        {
            others?.Remove(item);
        }
    }

    public readonly Enumerator GetEnumerator() => new(one, others);

    public struct Enumerator(T? one, List<T>? others)
    {
        private int at = -2;

        public readonly T Current => at < 0 ? one! : others![at];

        public bool MoveNext()
        {
            at++;
            if (at < 0 && one is null)
            {
                at = 0;
            }

            return at < 0 || at < others?.Count;
        }
    }
}
