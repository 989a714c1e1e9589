using BreakupGuide.Content;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Content;

public sealed class ContentRegistrationTests : IDisposable
{
    private readonly SampleContent sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void The_host_does_not_start_on_bad_content_and_says_all_that_is_wrong()
    {
        sample.Replace(SampleContent.Reflection, "type: date", "type: day");
        sample.Replace("references.yaml", "year: 2011", "year: 11");
        sample.Write();
        using var site = new Site([(ContentFolder.Key, sample.Directory)]);

        var refused = Assert.Throws<ContentException>(() => site.Services);

        Assert.Contains("The content has 2 mistakes:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("references.yaml:3: “11” is no year", refused.Message, StringComparison.Ordinal);
        Assert.Contains("reflections/moving-out.yaml:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configured_folder_is_the_one_that_is_read()
    {
        sample.Write();
        using var site = new Site([(ContentFolder.Key, sample.Directory)]);

        Assert.Equal("moving-out", Assert.Single(site.Services.GetRequiredService<ContentLibrary>().Guides).Slug);
    }

    [Fact]
    public void Without_configuration_the_content_of_the_repository_is_found_above_the_program() =>
        Assert.Equal(Path.Combine(Repository.Root, "content"), ContentFolder.Find(new ConfigurationBuilder().Build()));
}
