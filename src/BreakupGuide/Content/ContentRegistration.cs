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
