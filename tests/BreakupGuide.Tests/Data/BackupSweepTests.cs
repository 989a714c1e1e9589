using BreakupGuide.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

public sealed class BackupSweepTests
{
    [Fact]
    public void A_backup_of_a_day_that_is_still_to_come_does_not_pass_for_the_newest()
    {
        var clock = new Clock();
        using var site = new Site([("BreakupGuide:BackupsKept", "1")], services => services.AddSingleton<TimeProvider>(clock));
        var sweep = site.Services.GetRequiredService<BackupSweep>();
        sweep.Sweep();
        Assert.Equal("daily-20260531-210430.db", Kept(site));

        clock.SetBack(TimeSpan.FromDays(10));
        Assert.True(sweep.IsLate());
        sweep.Sweep();

        Assert.False(sweep.IsLate());
        Assert.Equal("daily-20260521-210430.db", Kept(site));
    }

    private static string Kept(Site site) => Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(site.DataDirectory, "backups"), "daily-*.db")));
}
