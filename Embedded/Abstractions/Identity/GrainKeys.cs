using System.Globalization;
using Orleans.Runtime;

namespace Instagram.Embedded.Identity;

/// <summary>How whole numbers and GUIDs are written as grain keys.</summary>
internal static class GrainKeys
{
    internal static string Of(long key) => key.ToString("X", CultureInfo.InvariantCulture);

    internal static string Of(Guid key) => key.ToString("N", CultureInfo.InvariantCulture);

    internal static long ToLong(GrainId id) =>
        long.TryParse(id.KeyText, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new InvalidOperationException($"The key of {id} is no whole number.");

    internal static Guid ToGuid(GrainId id) =>
        Guid.TryParseExact(id.KeyText, "N", out var key)
            ? key
            : throw new InvalidOperationException($"The key of {id} is no GUID.");
}
