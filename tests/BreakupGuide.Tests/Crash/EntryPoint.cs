using System.Globalization;

namespace BreakupGuide.Tests.Crash;

/// <summary>A process that is killed: <c>dotnet BreakupGuide.Tests.dll DEED POINT FOLDER</c> does one deed and dies at one of its points.</summary>
/// <remarks>It says “done” after each step that has returned, and at the end how many points there were. It prints nothing else.</remarks>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var name, var point, var folder]) return 2;
        var deed = CrashScenario.Named(name);
        var death = new KillPoint(int.Parse(point, CultureInfo.InvariantCulture));
        using var program = new HostWithoutPages(folder, death);
        if (deed.IsOfRunningProgram) program.Start();
        death.Arm();
        foreach (var step in deed.Steps)
        {
            death.Pass();
            await step(program, death.Pass);
            Say("done");
        }

        Say($"points {death.Points}");
        return 0;
    }

    // What was said is out before anything more is done.
    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
