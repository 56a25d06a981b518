using Instagram.Grains.Copies;

namespace Instagram.Grains.Users;

/// <summary>A user's card as JSON in UTF-8. Any change of the account, its standing included, makes another.</summary>
public sealed record UserCardJson(byte[] Utf8) : IWeighed
{
    /// <summary>The record and the array's header.</summary>
    private const int Overhead = 48;

    public int Bytes => Overhead + Utf8.Length;
}
