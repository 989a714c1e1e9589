namespace BreakupGuide.Content;

public static class ContentRegistration
{
    /// <summary>Loads the content folder once, before the host starts: bad content never starts, and says all that is wrong.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        services.AddSingleton(provider => ContentLoader.Load(
            ContentFolder.Find(provider.GetRequiredService<IConfiguration>()), provider.GetServices<QuestionType>()));
        services.AddHostedService<LoadAtStart>();
        return services;
    }

    /// <summary>Begins to read it beside whatever else the start does. What is wrong with it is said where the start waits for it.</summary>
    public static void BeginToReadContent(this WebApplication app) => Task.Run(() => app.Services.GetRequiredService<ContentLibrary>());

    private sealed class LoadAtStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<ContentLibrary>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
