using System.Globalization;
using System.Reflection;

namespace Instagram.ApiHost.Http;

/// <summary>
/// <c>?cursor=&amp;limit=</c> of a list. A value that is no limit or no cursor of this very list is an error of that
/// field, given by <see cref="Check"/>.
/// </summary>
public sealed class Paging
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    private readonly string? _cursor;
    private readonly string? _limitText;

    private Paging(string? cursor, string? limitText)
    {
        _cursor = cursor;
        _limitText = limitText;
    }

    public int Limit { get; private set; } = DefaultLimit;

    public static ValueTask<Paging> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var query = http.Request.Query;
        return ValueTask.FromResult(new Paging(
            query.TryGetValue("cursor", out var cursor) ? cursor.ToString() : null,
            query.TryGetValue("limit", out var limit) ? limit.ToString() : null));
    }

    /// <summary>Where to go on in the list that <paramref name="scope"/> names; null: from its start.</summary>
    public long[]? Check(Checks checks, string scope, int numbers = 1)
    {
        if (_limitText is not null)
        {
            if (int.TryParse(_limitText, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                && limit is >= 1 and <= MaxLimit)
            {
                Limit = limit;
            }
            else
            {
                checks.Fail("limit", $"This must be a number from 1 to {MaxLimit}.");
            }
        }
        if (_cursor is null)
        {
            return null;
        }
        var position = Cursor.Decode(scope, _cursor, numbers);
        if (position is null)
        {
            checks.Fail("cursor", "This is not a cursor of this list.");
        }
        return position;
    }
}
