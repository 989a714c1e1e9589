using BreakupGuide.Tests.Features.Reflections;

namespace BreakupGuide.Tests.Privacy;

/// <summary>
/// Brings in files of words that occur nowhere else, so long that the framework would lay them down on disk: one that comes in, and one that waits
/// there until the program ends.
/// </summary>
internal static class CanaryFile
{
    public static async Task BringInAsync(Walker walker, Func<string> word)
    {
        foreach (var isBroughtIn in new[] { true, false })
        {
            await walker.Open("/settings/bring-in");
            var words = string.Join('\n', Enumerable.Repeat(word(), 10_000));
            using var form = new MultipartFormDataContent
            {
                { new StringContent(TestUser.TokenIn(walker.Page)), "__RequestVerificationToken" },
                { new StringContent($"[2026-05-29 10:00] {word()}\n{words}\n"), "file", $"{word()}.txt" },
            };
            using (var taken = await walker.Browser.Http.PostAsync("/settings/bring-in/file", form)) Assert.Equal(302, (int)taken.StatusCode);
            do await walker.Open("/settings/bring-in");
            while (walker.Page.QuerySelector("form[action='/settings/bring-in/start']") is null);
            if (!isBroughtIn) return;
            await walker.Press("Bring it in", ("settings", ""));
            Assert.Contains("1 entry came in", walker.Text, StringComparison.Ordinal);
        }
    }
}
