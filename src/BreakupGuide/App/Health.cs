using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BreakupGuide.App;

/// <summary>
/// What a proxy or a watching program asks: <c>/healthz</c>, whether people can read
/// and write here, <c>/healthz/ready</c>, whether to send people here, and <c>/healthz/alive</c>, whether the program answers at all.
/// </summary>
internal static class Health
{
    public static void UseHealth(this WebApplication app)
    {
        app.UseHealthChecks("/healthz/alive", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.UseHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Name == StoppingCheck.Name, ResponseWriter = WriteAsync });
        app.UseHealthChecks("/healthz", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    // Our own sentences only: what a check that failed by itself would tell is its exception's message.
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new
        {
            status = $"{report.Status}",
            checks = report.Entries.Select(e => new
            {
                name = e.Key,
                status = $"{e.Value.Status}",
                description = e.Value.Exception is null ? e.Value.Description : null,
            }),
        },
        http.RequestAborted);
}
