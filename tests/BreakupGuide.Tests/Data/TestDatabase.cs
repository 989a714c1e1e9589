using System.Data.Common;
using BreakupGuide.Data;
using BreakupGuide.Data.Postgres;
using BreakupGuide.Data.Sqlite;
using BreakupGuide.Tests.Data.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BreakupGuide.Tests.Data;

/// <summary>A database of a test's own, brought up to date.</summary>
internal abstract class TestDatabase : IDisposable
{
    /// <summary>Whether the tests that say nothing else run on PostgreSQL: <c>BREAKUPGUIDE_TEST_DATABASE=postgres</c>.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("BREAKUPGUIDE_TEST_DATABASE") == "postgres";

    /// <summary>The one that the tests run on.</summary>
    public static TestDatabase New() => IsPostgres ? OnPostgres() : OnSqlite();

    public static TestDatabase OnSqlite() => new Sqlite();

    public static TestDatabase OnPostgres() => new Postgres();

    public abstract AppDbContext NewContext(DbContextOptionsBuilder<AppDbContext> options);

    /// <summary>A connection of one's own, for SQL that the program would never send.</summary>
    public abstract DbConnection Connect();

    /// <summary>The bytes of its files; none where those are a server's.</summary>
    public abstract IReadOnlyList<byte[]> Files();

    public abstract void Dispose();

    /// <summary>A file of SQLite that is up to date and empty, as a start leaves it.</summary>
    public static byte[] UpToDateFile => Sqlite.UpToDate.Value;

    private sealed class Sqlite : TestDatabase
    {
        // Made once: running the migrations takes longer than most tests.
        public static readonly Lazy<byte[]> UpToDate = new(Make);

        private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-test-").FullName;

        public Sqlite()
            : this(UpToDate.Value)
        {
        }

        private Sqlite(byte[] file) => File.WriteAllBytes(Name, file);

        private string Name => Path.Combine(folder, "breakupguide.db");

        private string Connection => $"Data Source={Name}";

        private static byte[] Make()
        {
            using var made = new Sqlite([]);
            using (var database = made.NewContext(new())) database.Database.Migrate();
            // The last connection that closes plays the log into the file.
            using (var pooled = new SqliteConnection(made.Connection)) SqliteConnection.ClearPool(pooled);
            return File.ReadAllBytes(made.Name);
        }

        public override AppDbContext NewContext(DbContextOptionsBuilder<AppDbContext> options) =>
            new SqliteContext(options.UseSqlite(Connection).AddInterceptors(new SqliteSettings()).Options);

        public override DbConnection Connect()
        {
            var connection = new SqliteConnection(Connection);
            connection.Open();
            return connection;
        }

        public override IReadOnlyList<byte[]> Files() => [.. Directory.GetFiles(folder).Select(ReadShared)];

        public override void Dispose()
        {
            using (var pooled = new SqliteConnection(Connection)) SqliteConnection.ClearPool(pooled);
            Directory.Delete(folder, recursive: true);
        }

        private static byte[] ReadShared(string file)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private sealed class Postgres : TestDatabase
    {
        private readonly string connection = PostgresServer.NewDatabase();

        public override AppDbContext NewContext(DbContextOptionsBuilder<AppDbContext> options) => new PostgresContext(options.UseNpgsql(connection).Options);

        public override DbConnection Connect()
        {
            var own = new NpgsqlConnection(connection);
            own.Open();
            return own;
        }

        public override IReadOnlyList<byte[]> Files() => [];

        public override void Dispose() => PostgresServer.GiveBack(connection);
    }
}

/// <summary>A test about what only SQLite does or has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.IsPostgres ? "It is about SQLite." : null;
}
