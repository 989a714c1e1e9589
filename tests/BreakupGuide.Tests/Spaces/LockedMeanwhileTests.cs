using System.Data.Common;
using System.Net;
using System.Security.Claims;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BreakupGuide.Tests.Spaces;

/// <summary>A space that is locked in another tab while a page reads in it.</summary>
public sealed class LockedMeanwhileTests : IDisposable
{
    private const string Words = "words behind the lock";

    private readonly WhenEntriesAreRead reading = new();
    private readonly FakeLoggerProvider heard = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Site site;
    private readonly TestUser guest;

    public LockedMeanwhileTests()
    {
        site = new Site(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services =>
            {
                services.AddSingleton<ILoggerProvider>(heard);
                services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(reading));
            });
        guest = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("/journal")]
    [InlineData("/journal/{0}")]
    [InlineData("/journal/{0}/edit")]
    [InlineData("/journal/{0}/versions")]
    [InlineData("/")]
    public async Task A_page_leads_to_where_the_space_can_be_unlocked(string page)
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        using (await guest.Answer(Guid.NewGuid(), "what-he-said", [["item.n0", Words]]))
        {
        }

        var token = await guest.Token();
        reading.Act = async () =>
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
            using var locked = await guest.Browser.Http.PostAsync("/lock", form);
            Assert.Equal("/unlock?locked=1", locked.Headers.Location!.ToString());
        };

        using var response = await guest.Browser.Http.GetAsync(string.Format(null, page, entry));

        Assert.True(reading.HasActed);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/unlock?locked=1", response.Headers.Location!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(heard.Collector.GetSnapshot().Where(l => l.Level >= LogLevel.Error).Select(l => l.Message));
        Assert.Contains("Your space is locked", await guest.Sees("/unlock?locked=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_left_in_another_tab_is_led_to_the_first_page()
    {
        await guest.Writes(entry, Words);
        reading.Act = async () =>
        {
            using var left = await guest.Browser.Http.GetAsync("/exit");
            Assert.Equal(HttpStatusCode.Found, left.StatusCode);
        };

        using var response = await guest.Browser.Http.GetAsync($"/journal/{entry}");

        Assert.True(reading.HasActed);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.ToString());
        Assert.Empty(heard.Collector.GetSnapshot().Where(l => l.Level >= LogLevel.Error).Select(l => l.Message));
    }

    [Theory]
    [InlineData("GET", "", 303)]
    [InlineData("POST", "application/x-www-form-urlencoded", 303)]
    [InlineData("POST", "", 401)]
    [InlineData("PUT", "application/json", 401)]
    public async Task What_a_script_asked_for_is_answered_as_locked(string method, string content, int status)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.ContentType) = (method, content);
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new(SpaceClaims.Session, $"{Guid.NewGuid():N}")], "test"));
        var space = Keys.Open();
        space.Dispose();

        var met = Assert.Throws<ObjectDisposedException>(space.CopyDataKey);

        await new LockedMeanwhile(_ => throw new InvalidOperationException("wrapped", met)).InvokeAsync(http);

        Assert.Equal(status, http.Response.StatusCode);
    }

    [Fact]
    public async Task Another_failure_stays_one()
    {
        var guarded = new LockedMeanwhile(_ => throw new ObjectDisposedException("something else"));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => guarded.InvokeAsync(new DefaultHttpContext()));
    }

    /// <summary>Acts once, in the moment in which entries are about to be read.</summary>
    private sealed class WhenEntriesAreRead : DbCommandInterceptor
    {
        public Func<Task>? Act { get; set; }

        public bool HasActed { get; private set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Act is { } act && command.CommandText.Contains("FROM \"Entries\"", StringComparison.Ordinal))
            {
                (Act, HasActed) = (null, true);
                await act();
            }

            return result;
        }
    }
}
