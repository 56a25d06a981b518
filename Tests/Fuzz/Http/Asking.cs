using System.Globalization;
using System.Text;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>
/// A request before it is sent. <paramref name="Changed"/> says what of it is not as a client would send it.
/// <paramref name="Token"/> is the form of the Authorization header, with the asker's own token for {0}.
/// </summary>
internal sealed record Asking(
    Actor Actor, Route Route, Changes Changed, string Method, string Target, string? Token,
    IReadOnlyList<(string Name, string Value)> Headers, string? ContentType, byte[]? Body)
{
    public const string OwnToken = "Bearer {0}";

    /// <summary>The client says of its body what is not so; then it ends its side, and may get no answer.</summary>
    public bool LiesAboutItsLength => Headers.Any(header => header.Name is "Content-Length" or "Transfer-Encoding");

    /// <summary>The server may take the connection for something else, or wait for what does not come.</summary>
    public bool EndsThere => LiesAboutItsLength || Headers.Any(header => header.Name is "Expect" or "Connection");

    public byte[] Bytes()
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\n");
        if (Headers.All(header => header.Name != "Host"))
        {
            head.Append("Host: localhost\r\n");
        }
        if (Token is not null && (Actor.Member is not null || !Token.Contains("{0}", StringComparison.Ordinal)))
        {
            head.Append(CultureInfo.InvariantCulture,
                $"Authorization: {Token.Replace("{0}", Actor.Member?.AccessToken, StringComparison.Ordinal)}\r\n");
        }
        if (ContentType is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\n");
        }
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }
        if (!LiesAboutItsLength && (Body is not null || Method is "POST" or "PUT" or "PATCH"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body?.Length ?? 0}\r\n");
        }
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }

    public override string ToString()
    {
        var text = Encoding.UTF8.GetString(Bytes());
        return $"{Actor.Name} asks {Route} with changed {Changed}:\n{text[..Math.Min(text.Length, 3_000)]}";
    }
}
