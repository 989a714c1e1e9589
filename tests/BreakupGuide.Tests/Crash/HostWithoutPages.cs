using BreakupGuide.Data;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Entries;
using BreakupGuide.Tests.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BreakupGuide.Tests.Crash;

/// <summary>The program's own services over the folder <c>data</c>, without pages and with a clock that stands still.</summary>
internal sealed class HostWithoutPages : StoreRooms, IDisposable
{
    public static readonly Guid VisitorId = new("8a4f0c52-6c1d-4f8e-9d55-0b8a2d9f3a17");

    private readonly WebApplication app;

    public HostWithoutPages(string folder, params IInterceptor[] interceptors)
    {
        Folder = folder;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(
            [new("BreakupGuide:DataDirectory", "data"), new("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
        builder.WebHost.UseTestServer();
        // One for all: EF Core would build its model anew for each other one.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddData();
        builder.Services.AddSpaces();
        builder.Services.AddEntries();
        builder.Services.AddDrafts();
        builder.Services.AddTransfer();
        builder.Services.AddSingleton<IReadOnlyList<JournalField>>([]);
        builder.Services.AddSingleton(Meters.None);
        // Nothing comes by itself: where a process is cut off would be another place each time.
        builder.Services.AddSingleton<TimeProvider>(new NoTimers(Clock));
        builder.Services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(interceptors));
        app = builder.Build();
    }

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "data", "breakupguide.db");

    /// <summary>A backup outside the data directory.</summary>
    public string Copy => Path.Combine(Folder, "copy.db");

    public Clock Clock { get; } = new();

    /// <summary>The kept space of every folder, opened by its known key.</summary>
    public UnlockedSpace Space { get; } = Keys.Open();

    /// <summary>The visitor's space of every folder.</summary>
    public UnlockedSpace Visitor { get; } = Keys.Open(VisitorId, 2, isVisitor: true);

    protected override IServiceProvider Services => app.Services;

    public SpaceStore Spaces => app.Services.GetRequiredService<SpaceStore>();

    public SpaceKeys SpaceKeys => app.Services.GetRequiredService<SpaceKeys>();

    public SessionSweep Sweep => app.Services.GetRequiredService<SessionSweep>();

    /// <summary>A journal to be brought in.</summary>
    public string JournalFile => Path.Combine(Folder, "journal.zip");

    public TransferWork Transfer => app.Services.GetRequiredService<TransferWork>();

    public SentFiles Arriving => app.Services.GetRequiredService<SentFiles>();

    /// <summary>The session of the kept space.</summary>
    public Guid SessionId
    {
        get
        {
            using var database = Context();
            return database.Sessions.Single(s => s.SpaceId == Space.Id).Id;
        }
    }

    public DataDirectory DataDirectory => app.Services.GetRequiredService<DataDirectory>();

    public AppDbContext Context() => app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    /// <summary>What the program does before it serves pages.</summary>
    public void Start() => app.UseData();

    /// <summary>Everything in both spaces, opened.</summary>
    public IReadOnlyList<string> Contents()
    {
        using var database = Context();
        return Tests.Data.Contents.Of(database, Space, Visitor);
    }

    public void Dispose()
    {
        Space.Dispose();
        Visitor.Dispose();
        ((IDisposable)app).Dispose();
    }

    private sealed class NoTimers(TimeProvider clock) : ClockWithoutTimers
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
    }
}
