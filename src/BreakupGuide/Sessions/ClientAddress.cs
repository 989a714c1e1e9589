using System.Net.Sockets;

namespace BreakupGuide.Sessions;

/// <summary>By what clients are told apart: the address, for IPv6 the network, since one client has all addresses of it.</summary>
internal static class ClientAddress
{
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
