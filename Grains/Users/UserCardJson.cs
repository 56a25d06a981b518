using Instagram.Grains.Copies;

namespace Instagram.Grains.Users;

/// <summary>A user's card as JSON in UTF-8. Any change of the account, its standing included, makes another.</summary>
public sealed class UserCardJson(byte[] utf8) : Copied
{
    /// <summary>The object and the array's header.</summary>
    private const int Overhead = 56;

    public ReadOnlySpan<byte> Utf8 => utf8;

    public override int Bytes => Overhead + utf8.Length;
}
