using System.Diagnostics;

namespace BreakupGuide.Tests.Crash;

/// <summary>Kills this process at one point of what it does, as the system would: nothing is finished, closed or taken back.</summary>
/// <remarks>
/// Points are before each step of a scenario, after each statement that writes, after each commit and wherever a step names one.
/// A process that is killed before the next statement, or before or after a SELECT, leaves the same files behind;
/// with <c>BREAKUPGUIDE_KILLS=every</c> there are points, too.
/// </remarks>
/// <param name="at">Counted from when it was armed; the first point is 0. Or <see cref="Pause"/> or <see cref="None"/>.</param>
internal sealed class KillPoint(int at) : EveryStatement
{
    /// <summary>Stands still at each point until a line comes in.</summary>
    public const int Pause = -1;

    /// <summary>Nowhere: the scenario runs to its end.</summary>
    public const int None = int.MaxValue;

    public static readonly bool IsAtEvery = Environment.GetEnvironmentVariable("BREAKUPGUIDE_KILLS") == "every";

    private bool isArmed;

    /// <summary>How many points were passed.</summary>
    public int Points { get; private set; }

    public void Arm() => isArmed = true;

    public void Pass()
    {
        if (!isArmed) return;
        var point = Points++;
        if (at == Pause)
        {
            EntryPoint.Say("waits");
            Console.In.ReadLine();
        }

        if (point != at) return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    protected override void Before(string statement)
    {
        if (IsAtEvery) Pass();
    }

    protected override void After(string statement)
    {
        if (IsAtEvery || Writes(statement)) Pass();
    }

    private static bool Writes(string statement) => !statement.TrimStart().StartsWith("SELECT", StringComparison.Ordinal);
}
