using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>Answers question after question as a person would, with words that can be looked for afterwards.</summary>
/// <param name="chosen">Values to choose where a question offers them; elsewhere the first option.</param>
internal sealed class Walker(IPage page, params string[] chosen)
{
    private const int MostPages = 60;

    /// <summary>What is typed into the next control; words that tell the question where it is not set.</summary>
    public Func<string>? Words { get; init; }

    /// <summary>Everything typed, in order.</summary>
    public List<string> Typed { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>Answers until “Check your answers” stands there.</summary>
    public async Task ToCheckAsync()
    {
        for (var pages = 0; pages < MostPages; pages++)
        {
            if (await HeadingAsync() == "Check your answers") return;
            await AnswerAsync();
        }

        Assert.Fail($"No end after {MostPages} questions: {string.Join(" | ", Asked)}");
    }

    /// <summary>Answers the question on this page and goes on.</summary>
    public async Task AnswerAsync()
    {
        var question = await HeadingAsync();
        Asked.Add(question);
        var form = page.Locator("form[data-draft]");
        await ChooseAsync(form);
        await WriteAsync(form);
        await page.ThroughAsync(() => form.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        Assert.NotEqual(question, await HeadingAsync());
    }

    public async Task<string> HeadingAsync() => (await page.Locator("h1").InnerTextAsync()).Trim();

    private async Task ChooseAsync(ILocator form)
    {
        foreach (var name in await NamesAsync(form, "input[type=radio]"))
        {
            var group = form.Locator($"input[type=radio][name='{name}']");
            var values = await group.EvaluateAllAsync<string[]>("radios => radios.map(r => r.value)");
            await form.Locator($"input[type=radio][name='{name}'][value='{values.FirstOrDefault(chosen.Contains) ?? values[0]}']").CheckAsync();
        }

        // What was named before comes along without being typed again.
        var named = form.Locator("input[type=checkbox][name=take]");
        if (await named.CountAsync() > 0) await named.First.CheckAsync();
        var options = form.Locator("input[type=checkbox][name=option]");
        for (var index = 0; index < Math.Min(2, await options.CountAsync()); index++) await options.Nth(index).CheckAsync();
    }

    private async Task WriteAsync(ILocator form)
    {
        if (await form.Locator("input[type=date]").CountAsync() > 0) await form.Locator("input[type=date]").FillAsync("2026-10-03");
        var texts = form.Locator("textarea, input[type=text]");
        for (var index = 0; index < Math.Min(2, await texts.CountAsync()); index++)
        {
            var words = Words?.Invoke() ?? $"Kestrelword{Typed.Count} for “{Asked[^1]}”";
            await texts.Nth(index).FillAsync(words);
            Typed.Add(words);
        }
    }

    private static async Task<string[]> NamesAsync(ILocator form, string selector) =>
        await form.Locator(selector).EvaluateAllAsync<string[]>("controls => [...new Set(controls.map(c => c.name))]");
}
