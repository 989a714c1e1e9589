using System.Globalization;

namespace BreakupGuide.Tests.Crash;

/// <summary>
/// A process that is killed: <c>dotnet BreakupGuide.Tests.dll SCENARIO POINT FOLDER</c> runs one scenario and is killed at one of its points.
/// </summary>
/// <remarks>
/// It says “done” after each step that has returned, “waits” where it stands still, and at the end how many points there were. It prints nothing else.
/// </remarks>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var name, var point, var folder]) return 2;
        var scenario = CrashScenario.Named(name);
        var killPoint = new KillPoint(int.Parse(point, CultureInfo.InvariantCulture));
        using var program = new HostWithoutPages(folder, killPoint);
        if (scenario.IsOfRunningProgram) program.Start();
        killPoint.Arm();
        foreach (var step in scenario.Steps)
        {
            killPoint.Pass();
            await step(program, killPoint.Pass);
            Say("done");
        }

        Say($"points {killPoint.Points}");
        return 0;
    }

    // What was said is out before anything more is done.
    public static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
