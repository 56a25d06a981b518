namespace Instagram.Grains.Posts;

/// <summary>
/// A post's JSON in UTF-8, all in one piece, with the places where something else goes: the author's card after
/// <see cref="Head"/>, the cards of those mentioned after <see cref="Middle"/> (empty when nobody is), counts and the
/// viewer's marks after <see cref="Body"/>.
/// </summary>
public readonly struct PostJson
{
    private readonly byte[] _utf8;
    private readonly int _middle;
    private readonly int _body;
    private readonly int _tail;

    public PostJson(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> body, ReadOnlySpan<byte> tail)
    {
        _utf8 = [.. head, .. middle, .. body, .. tail];
        _middle = head.Length;
        _body = _middle + middle.Length;
        _tail = _body + body.Length;
    }

    public ReadOnlySpan<byte> Head => _utf8.AsSpan(0, _middle);

    public ReadOnlySpan<byte> Middle => _utf8.AsSpan(_middle, _body - _middle);

    public ReadOnlySpan<byte> Body => _utf8.AsSpan(_body, _tail - _body);

    public ReadOnlySpan<byte> Tail => _utf8.AsSpan(_tail);

    public int Length => _utf8.Length;
}
