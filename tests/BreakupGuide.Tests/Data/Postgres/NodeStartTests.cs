using BreakupGuide.Data;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>Nodes that start: at the same time, with another secret, and in the middle of an upgrade.</summary>
public sealed class NodeStartTests : IDisposable
{
    private readonly TwoNodes nodes = new();

    public void Dispose() => nodes.Dispose();

    [Fact]
    public void Nodes_that_start_at_the_same_time_on_an_empty_database_make_one_key_and_one_set_of_tables()
    {
        var connection = PostgresServer.NewEmptyDatabase();
        var started = Enumerable.Range(0, 3).Select(_ => nodes.Node(null, ("BreakupGuide:Database:ConnectionString", connection))).ToList();
        try
        {
            Parallel.ForEach(started, node => _ = node.Services);

            Assert.Equal(1L, PostgresServer.Run("""SELECT COUNT(*) FROM "SigningKeys" """, connection));
        }
        finally
        {
            started.ForEach(n => n.Dispose());
            PostgresServer.Drop(connection);
        }
    }

    /// <summary>An upgrade, node by node: what a newer version adds does not stop one that runs, and one that starts too late says why it does not.</summary>
    [Fact]
    public async Task A_node_goes_on_with_the_tables_of_a_newer_version_and_does_not_start_on_them()
    {
        var entry = Guid.NewGuid();
        var (user, there) = await nodes.KeptAtBothAsync("upgraded", entry, "written before it");
        PostgresServer.Run(
            """
            ALTER TABLE "Entries" ADD COLUMN "Later" text;
            ALTER TABLE "Spaces" ADD COLUMN "Later" integer NOT NULL DEFAULT 0;
            CREATE TABLE "LaterRows" ("Id" uuid PRIMARY KEY, "SpaceId" uuid REFERENCES "Spaces" ON DELETE CASCADE);
            INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99');
            """,
            nodes.Connection);

        await user.Writes(entry, "written after it", sequence: 2, seen: 1);
        Assert.True(await there.CanRead(entry, "written after it"));
        await new TestUser(nodes.First).Keeps("begun after it");
        using (await user.Post("/lock")) Assert.False(await there.CanRead(entry, "written after it"));
        await user.Unlocks("upgraded");
        Assert.True(await user.CanRead(entry, "written after it"));

        using var late = nodes.Node();
        Assert.Contains("newer version", Assert.Throws<StorageException>(() => late.Services).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_with_another_secret_does_not_start()
    {
        using var other = nodes.Node(null, ("BreakupGuide:Signing:Secret", Convert.ToBase64String(new byte[32])));

        var refused = Assert.Throws<StorageException>(() => other.Services);

        Assert.Contains("sealed with another secret than the one in BreakupGuide:Signing:Secret", refused.Message, StringComparison.Ordinal);
    }
}
