using System.Runtime.InteropServices;

namespace BreakupGuide.Privacy;

/// <summary>A program that dies must not leave its memory, with keys and opened texts in it, in a file. Linux only; elsewhere nothing is done.</summary>
public static class CoreDumps
{
    // PR_GET_DUMPABLE and PR_SET_DUMPABLE of prctl(2).
    private const int Get = 3;
    private const int Set = 4;

    public static bool AreForbidden => OperatingSystem.IsLinux() && Control(Get, 0, 0, 0, 0) == 0;

    /// <summary>
    /// Holds for this process as long as it lives, against dumps by the system and against other programs of the same user that would read its memory.
    /// </summary>
    public static void Forbid()
    {
        if (OperatingSystem.IsLinux()) _ = Control(Set, 0, 0, 0, 0);
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
