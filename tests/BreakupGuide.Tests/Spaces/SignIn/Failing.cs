using BreakupGuide.Tests.Crash;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>
/// Fails before or after one statement or commit, counted from when it was armed: what is left where a program breaks off but goes on running.
/// </summary>
internal sealed class Failing : EveryStatement
{
    private int left = -1;

    public sealed class Killed() : Exception("killed here");

    /// <param name="at">0 fails before the first statement, 1 after it, and so on.</param>
    public void Arm(int at) => left = at;

    /// <summary>False when the work was done before its turn came.</summary>
    public bool HasFailed { get; private set; }

    public void Disarm() => (left, HasFailed) = (-1, false);

    protected override void Before(string statement) => Pass();

    protected override void After(string statement) => Pass();

    private void Pass()
    {
        if (left == 0) HasFailed = true;
        if (left >= 0 && left-- == 0) throw new Killed();
    }
}
