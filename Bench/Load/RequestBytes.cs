using System.Text;

namespace Instagram.Bench.Load;

/// <summary>Requests as they go over the wire.</summary>
internal static class RequestBytes
{
    public static byte[] Get(string path, string token) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n");

    public static byte[] Post(string path, string token) => Empty("POST", path, token);

    public static byte[] Delete(string path, string token) => Empty("DELETE", path, token);

    public static byte[] PostJson(string path, string token, string json) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    private static byte[] Empty(string method, string path, string token) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n");
}
