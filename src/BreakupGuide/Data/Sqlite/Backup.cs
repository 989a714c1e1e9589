using Microsoft.Data.Sqlite;

namespace BreakupGuide.Data.Sqlite;

/// <summary>Copies of the database. They are made through SQLite while the program runs, and put back while it stands still.</summary>
/// <remarks>
/// What is sealed stays sealed. The wraps of the keys come along: passphrases and recovery keys of that day open the copy. Sessions do not, but for visitors'.
/// </remarks>
public static class Backup
{
    private static readonly string[] Parts = ["-wal", "-shm", ""];

    /// <summary>Writes a copy beside <paramref name="file"/>, opens and checks it, brings it to the disk, and only then gives it its name.</summary>
    /// <param name="step">Told what was just done. Wherever the program is killed, no half backup has the name of a whole one.</param>
    /// <exception cref="StorageException">The copy could not be made, or does not check. Then no file of this name was made or changed.</exception>
    public static void Make(string database, string file, Action<string>? step = null)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target)) throw new StorageException($"{target} exists already. A backup never overwrites a file.");
        var unfinished = $"{target}.{Guid.NewGuid():N}.unfinished";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            MakePrivate(unfinished);
            step?.Invoke("made");
            Copy(database, unfinished, SqliteOpenMode.ReadWrite);
            Forget(unfinished);
            step?.Invoke("copied");
            Verify(unfinished);
            step?.Invoke("checked");
            Flush(unfinished);
            step?.Invoke("flushed");
            File.Move(unfinished, target);
            step?.Invoke("named");
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
                if (command.ExecuteScalar()?.ToString() is var answer && answer != healthy)
                    throw new StorageException($"{file} is damaged ({question}: {answer}).");
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
    public static string? Restore(DataDirectory directory, string file, DateTime now, Action<string>? step = null)
    {
        Verify(file);
        var unfinished = directory.Database + ".restoring";
        var aside = $"{directory.Database}.before-restore-{now:yyyyMMdd-HHmmss}";
        try
        {
            MakePrivate(unfinished);
            step?.Invoke("made");
            Copy(file, unfinished, SqliteOpenMode.ReadOnly);
            step?.Invoke("copied");
            Verify(unfinished);
            step?.Invoke("checked");
            Flush(unfinished);
            step?.Invoke("flushed");

            // First all of the old database is kept, then its log goes (beside the new one
            // it would be played into it), then the new one takes its name at a stroke.
            // Cut off anywhere in between, restore can be done again, and the program works on the old database until then.
            var hadOne = File.Exists(directory.Database);
            foreach (var suffix in Parts.Where(s => File.Exists(directory.Database + s)))
            {
                File.Copy(directory.Database + suffix, aside + suffix);
                step?.Invoke("kept" + suffix);
                Flush(aside + suffix);
                step?.Invoke("kept and flushed" + suffix);
            }

            if (hadOne) PlayLogIn(directory.Database);
            step?.Invoke("played in");
            foreach (var log in Parts[..2])
            {
                File.Delete(directory.Database + log);
                step?.Invoke("gone" + log);
            }

            File.Move(unfinished, directory.Database, overwrite: true);
            step?.Invoke("in place");
            return hadOne ? aside : null;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
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

    // Through SQLite: what stands only in a log beside the file comes along.
    private static void Copy(string from, string to, SqliteOpenMode mode)
    {
        using var connection = Open(from, mode);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", to);
        command.ExecuteNonQuery();
    }

    // A cookie of that day, and a copy with its session's row, would open what its owner has locked since. A visitor's row stays: it is the only key.
    // Files on their way in are worth nothing after an hour; a database of before has no tables for them.
    // No journal: it would hold the rows beside the copy, and a half copy is thrown away in any case.
    private static void Forget(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('SentFiles', 'SentParts')";
        var takesFiles = (long)command.ExecuteScalar()! == 2;
        command.CommandText = "PRAGMA journal_mode=OFF; PRAGMA secure_delete=ON; "
            + (takesFiles ? "DELETE FROM SentFiles; DELETE FROM SentParts; " : "")
            + "DELETE FROM Sessions WHERE SpaceId IN (SELECT Id FROM Spaces WHERE PassphraseWrap IS NOT NULL)";
        command.ExecuteNonQuery();
    }

    // Without its log the old database would lack what was saved last; should the program be killed just then, somebody goes on with it.
    private static void PlayLogIn(string database)
    {
        try
        {
            using var connection = Open(database, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // It is damaged: that may be why it is being replaced.
        }
    }

    // Made before the words stand in it, so that nobody else may ever read them. VACUUM INTO takes an empty file.
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
