using System.Net;
using System.Net.Sockets;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Whom limits by address count: an IPv4 address, or the IPv6 network of 64 bits, all of which one customer has.
/// </summary>
internal static class ClientNetwork
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
