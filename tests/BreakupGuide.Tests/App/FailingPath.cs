using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BreakupGuide.Tests.App;

/// <summary>Fails at /fails, behind the program's own error handling.</summary>
internal sealed class FailingPath : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Map("/fails", branch => branch.Run(_ => throw new InvalidOperationException("a secret")));
    };
}
