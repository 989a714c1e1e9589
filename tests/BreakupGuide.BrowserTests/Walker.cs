using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>Answers question after question as a person would, with words that can be looked for afterwards.</summary>
/// <param name="chosen">Values to choose where a question offers them; elsewhere the first option.</param>
internal sealed class Walker(IPage page, params string[] chosen)
{
    private const int MostPages = 60;
    private const int Ticks = 2;

    /// <summary>What is typed into the next control; words that tell the question's id where it is not set.</summary>
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
        foreach (var named in await form.Locator("input[type=checkbox][name=take]").AllAsync()) await named.CheckAsync();
        var options = await form.Locator("input[type=checkbox][name=option]").EvaluateAllAsync<string[]>("boxes => boxes.map(b => b.value)");
        foreach (var value in options.OrderByDescending(chosen.Contains).Take(Ticks))
            await form.Locator($"input[type=checkbox][name=option][value='{value}']").CheckAsync();
    }

    private async Task WriteAsync(ILocator form)
    {
        if (await form.Locator("input[type=date]").CountAsync() > 0) await form.Locator("input[type=date]").FillAsync("2026-10-03");
        var question = (await form.Locator("[data-draft-field]").First.GetAttributeAsync("data-draft-field"))!.Split('~')[0];
        var texts = form.Locator("textarea, input[type=text]");
        for (var index = 0; index < Math.Min(2, await texts.CountAsync()); index++)
        {
            var words = Words?.Invoke() ?? $"Kestrelword{Typed.Count} for “{question}”";
            await texts.Nth(index).FillAsync(words);
            Typed.Add(words);
        }
    }

    private static async Task<string[]> NamesAsync(ILocator form, string selector) =>
        await form.Locator(selector).EvaluateAllAsync<string[]>("controls => [...new Set(controls.map(c => c.name))]");
}
