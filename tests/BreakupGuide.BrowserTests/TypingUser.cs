using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Types into a page as a person does, key after key, and remembers what the page has taken.</summary>
/// <param name="into">A text area.</param>
/// <param name="pausing">Thinks now and then for longer than saving waits; otherwise twelve keys a second without an end.</param>
internal sealed class TypingUser(IPage page, ILocator into, int seed, bool pausing = false)
{
    private const string Letters = "eeeettaaooiinnsshhrrddlucmfwygpbvk,.äßжя   ";
    private static readonly TimeSpan Key = TimeSpan.FromMilliseconds(1000 / 12);

    private readonly StringBuilder typed = new();
    private readonly Random random = new(seed);
    private Task typing = Task.CompletedTask;
    private int keys;
    private volatile bool isToStop;

    /// <summary>Begins to write freely, until the first words are saved: from then on there is a space, and with it a place on the device.</summary>
    public static async Task<TypingUser> BeginAsync(IPage page, int seed)
    {
        await page.GotoAsync("/journal/new");
        var user = new TypingUser(page, page.GetByLabel("Your words"), seed);
        await user.TypeAsync(3);
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        return user;
    }

    public static async Task AssertSavedAsync(IPage page, string words)
    {
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync(words);
    }

    /// <summary>In numbers: what was typed goes into no output.</summary>
    public static string HowMuchIsThere(string there, string words)
    {
        var same = there.Zip(words).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{there.Length} of {words.Length} characters are there; the first {same} are the same.";
    }

    /// <summary>What stands in the page now.</summary>
    public string Typed
    {
        get
        {
            lock (typed) return typed.ToString();
        }
    }

    /// <summary>Types until <see cref="StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        await into.FocusAsync();
        isToStop = false;
        typing = PressAsync(int.MaxValue);
    }

    public async Task StopAsync()
    {
        isToStop = true;
        await typing;
        await AssertTakenAsync();
    }

    public async Task TypeAsync(int count)
    {
        await into.FocusAsync();
        await PressAsync(count);
        await AssertTakenAsync();
    }

    /// <summary>Each key has reached the page: what is not there afterwards was lost by the page, not by the keyboard.</summary>
    private async Task AssertTakenAsync()
    {
        var there = await into.InputValueAsync();
        Assert.True(there == Typed, $"On the page: {HowMuchIsThere(there, Typed)}");
    }

    /// <summary>Waits until so many more keys are typed.</summary>
    public async Task AfterAsync(int more)
    {
        var wanted = Volatile.Read(ref keys) + more;
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Volatile.Read(ref keys) < wanted && !typing.IsCompleted) await moment.WaitForNextTickAsync();
    }

    private async Task PressAsync(int count)
    {
        // A hand's pace, not a wait for anything.
        using var hand = new PeriodicTimer(Key);
        for (var pressed = 0; pressed < count && !isToStop; pressed++)
        {
            var letter = random.Next(60) == 0 ? '\n' : Letters[random.Next(Letters.Length)];
            if (letter == '\n') await page.Keyboard.PressAsync("Enter");
            else await page.Keyboard.TypeAsync(letter.ToString());
            lock (typed) typed.Append(letter);
            Interlocked.Increment(ref keys);
            var rests = pausing && random.Next(25) == 0 ? 40 : pausing ? random.Next(1, 3) : 1;
            while (rests-- > 0 && !isToStop) await hand.WaitForNextTickAsync();
        }
    }
}
