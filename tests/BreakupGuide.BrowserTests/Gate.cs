using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>Holds requests for one address until the test opens it.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Open() => opened.TrySetResult();

    /// <summary>Opens it and waits until the request has gone on, or is not wanted any more.</summary>
    public Task PassedAsync()
    {
        Open();
        return passed.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public static async Task<Gate> BeforeAsync(IPage page, string address)
    {
        var gate = new Gate();
        await page.RouteAsync(address, async route =>
        {
            gate.asked.TrySetResult();
            await gate.opened.Task;
            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // Nobody waits for it any more.
            }

            gate.passed.TrySetResult();
        });
        return gate;
    }
}
