using BreakupGuide.Content.Loading;

namespace BreakupGuide.Content.Rules;

/// <summary>Versions of a reflection: the current one is the highest, and none that runs may stand on is missing.</summary>
internal sealed class VersionChecks(LoadedContent content)
{
    public void Run()
    {
        foreach (var earlier in content.Earlier)
        {
            var map = content.Origins.Of(earlier);
            if (content.Present.FirstOrDefault(r => r.Slug == earlier.Slug) is { } current
                && earlier.Version >= current.Version && !map.IsFaulty("version"))
                map.Error("version", $"an earlier version is lower than the current one, which is {current.Version}");
        }

        foreach (var current in content.Present.Where(r => r.Version is > 1 and < 1_000))
        {
            foreach (var version in Enumerable.Range(1, current.Version - 1).Except(content.Earlier.Where(e => e.Slug == current.Slug).Select(e => e.Version)))
                content.Origins.Of(current)
                    .Error("version", $"runs may still stand on version {version}; keep it as reflections/earlier/{current.Slug}.v{version}.yaml");
        }
    }
}
