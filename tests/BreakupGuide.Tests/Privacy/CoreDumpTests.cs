using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public sealed class CoreDumpTests
{
    [Fact]
    public async Task A_running_program_leaves_its_memory_to_nobody()
    {
        if (!OperatingSystem.IsLinux()) return;

        using var site = new Site();
        using var response = await site.Browse().Http.GetAsync("/");

        Assert.True(CoreDumps.AreForbidden);
    }
}
