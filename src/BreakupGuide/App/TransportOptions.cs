using System.Net;

namespace BreakupGuide.App;

/// <summary>Section <c>BreakupGuide</c>: who stands between the program and the browser.</summary>
internal sealed class TransportOptions
{
    /// <summary>
    /// Addresses (10.0.0.2) and networks (172.18.0.0/16) of reverse proxies, separated by commas. Only they are believed when they
    /// say which address and which scheme a request came from; nobody, when there are none.
    /// </summary>
    public string KnownProxies { get; set; } = "";

    /// <summary>
    /// So many seconds the program goes on answering after it was asked to stop, while <c>/healthz</c> says that it is about to; 0 to 60. With several nodes: a
    /// little longer than the proxy takes to notice.
    /// </summary>
    public int StopAfterSeconds { get; set; }

    /// <summary>Null when one of them is neither; a network of everybody is none.</summary>
    public IReadOnlyList<IPNetwork>? Networks()
    {
        var networks = new List<IPNetwork>();
        foreach (var text in KnownProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0) networks.Add(network);
            else return null;
        }

        return networks;
    }
}
