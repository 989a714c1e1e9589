using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BreakupGuide.Tests.App;

/// <summary>The address from which every request seems to come; it can be changed in between.</summary>
internal sealed class SentFrom(string address) : IStartupFilter
{
    public string Address { get; set; } = address;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, go) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(Address);
            return go(http);
        });
        next(app);
    };
}
