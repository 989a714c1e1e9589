using System.Security.Claims;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.Limits;

/// <summary>
/// Lets only so many live pages in at once: by space, and by address where none is open. The page of one too many shows the calm words
/// of <c>#blazor-error-ui</c>, and its form works by itself.
/// </summary>
/// <remarks>
/// Connections are counted, not circuits: a circuit that is refused once it has begun tells its page nothing. Circuits that lost their
/// connection stay for three minutes, a hundred of all people at most.
/// </remarks>
internal sealed class CircuitLimit(RequestDelegate next, IOptions<LimitOptions> limits, IHostApplicationLifetime program)
{
    private readonly Dictionary<string, int> connections = [];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsConnection(http))
        {
            await next(http);
            return;
        }

        // It would be cut at once; the page's form works without it.
        if (program.ApplicationStopping.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var space = http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var who = space ?? ClientAddress.Of(http);
        if (!TryAdd(who, space is null ? limits.Value.CircuitsAtAddress : limits.Value.CircuitsInSpace))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            Remove(who);
        }
    }

    // One long request: our pages' web socket, or, from another client, one poll after another. What is sent beside polls comes by POST.
    private static bool IsConnection(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } endpoint && endpoint.GetMetadata<HubMetadata>() is not null && endpoint.GetMetadata<NegotiateMetadata>() is null
        && !HttpMethods.IsPost(http.Request.Method) && !HttpMethods.IsDelete(http.Request.Method);

    private bool TryAdd(string who, int most)
    {
        lock (connections)
        {
            var count = connections.GetValueOrDefault(who);
            if (count >= most) return false;
            connections[who] = count + 1;
            return true;
        }
    }

    private void Remove(string who)
    {
        lock (connections)
        {
            if (connections[who] == 1) connections.Remove(who);
            else connections[who]--;
        }
    }
}
