using System.Net;
using System.Net.Sockets;

namespace BreakupGuide.Spaces.Limits;

/// <summary>By what clients are told apart: the address, for IPv6 the network, since one client has all addresses of it.</summary>
internal static class ClientAddress
{
    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
