namespace Instagram.Grains.Posts;

/// <summary>
/// A post's JSON in UTF-8, cut where something else goes: the author's card after <paramref name="Head"/>, the cards of
/// those mentioned after <paramref name="Middle"/> (empty when nobody is), counts and the viewer's marks after
/// <paramref name="Body"/>.
/// </summary>
public sealed record PostJson(byte[] Head, byte[] Middle, byte[] Body, byte[] Tail)
{
    public int Length => Head.Length + Middle.Length + Body.Length + Tail.Length;
}
