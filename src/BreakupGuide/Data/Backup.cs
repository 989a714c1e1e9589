using Microsoft.Data.Sqlite;

namespace BreakupGuide.Data;

/// <summary>Copies of the database. They are made through SQLite while the program runs, and put back while it stands still.</summary>
/// <remarks>What is sealed stays sealed. The wraps of the keys come along: passphrases and recovery keys of that day open the copy.</remarks>
public static class Backup
{
    private static readonly string[] Parts = ["-wal", "-shm", ""];

    /// <summary>Writes a copy beside <paramref name="file"/>, opens and checks it, brings it to the disk, and only then gives it its name.</summary>
    /// <exception cref="StorageException">The copy could not be made, or does not check. Then no file of this name was made or changed.</exception>
    public static void Make(string database, string file)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target)) throw new StorageException($"{target} exists already. A backup never overwrites a file.");
        var unfinished = $"{target}.{Guid.NewGuid():N}.unfinished";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var connection = Open(database, SqliteOpenMode.ReadWrite))
            using (var command = connection.CreateCommand())
            {
                // Made first, so that the words never stand in a file that others may read.
                MakePrivate(unfinished);
                command.CommandText = "VACUUM INTO $file";
                command.Parameters.AddWithValue("$file", unfinished);
                command.ExecuteNonQuery();
            }

            Verify(unfinished);
            Flush(unfinished);
            File.Move(unfinished, target);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The backup {target} could not be made: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }

    /// <summary>Whether a file is a whole database.</summary>
    /// <exception cref="StorageException">It is none, or it is damaged.</exception>
    public static void Verify(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            foreach (var (question, healthy) in new[] { ("PRAGMA integrity_check", "ok"), ("SELECT count(*) FROM pragma_foreign_key_check", "0") })
            {
                using var command = connection.CreateCommand();
                command.CommandText = question;
                if (command.ExecuteScalar()?.ToString() is var answer && answer != healthy) throw new StorageException($"{file} is damaged ({question}: {answer}).");
            }
        }
        catch (SqliteException exception)
        {
            throw new StorageException($"{file} is no database, or it is damaged.", exception);
        }
    }

    /// <summary>Puts a checked copy in the place of the database. What was there is kept beside it.</summary>
    /// <returns>Where the database that was there lies now; null when there was none.</returns>
    /// <exception cref="StorageException">The copy does not check, or a file could not be moved; then the database is as it was.</exception>
    public static string? Restore(DataDirectory directory, string file, DateTime now)
    {
        Verify(file);
        var unfinished = directory.Database + ".restoring";
        var aside = $"{directory.Database}.before-restore-{now:yyyyMMdd-HHmmss}";
        try
        {
            MakePrivate(unfinished);
            using (var from = File.OpenRead(file))
            using (var to = File.Open(unfinished, FileMode.Truncate)) from.CopyTo(to);
            Verify(unfinished);
            Flush(unfinished);

            // First all of the old database is kept, then its log goes (beside the new one it would be played into it), then the new one takes its name at a stroke.
            // Cut off anywhere in between, restore can be done again.
            var hadOne = File.Exists(directory.Database);
            foreach (var suffix in Parts.Where(s => File.Exists(directory.Database + s)))
            {
                File.Copy(directory.Database + suffix, aside + suffix);
                Flush(aside + suffix);
            }

            foreach (var log in Parts[..2]) File.Delete(directory.Database + log);
            File.Move(unfinished, directory.Database, overwrite: true);
            return hadOne ? aside : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The backup could not be put back: {exception.Message}", exception);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        // No pool: a pooled connection would hold the file after it was moved.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    // VACUUM INTO takes an empty file.
    private static void MakePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(file, options);
    }

    private static void Flush(string file)
    {
        using var written = File.Open(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}
