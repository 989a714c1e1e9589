using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BreakupGuide.Benchmarks;

/// <summary>What EF Core sends to the database during a request, and how long each takes until its last row is read.</summary>
/// <remarks>Begin, commit and SQLite's settings are not among it.</remarks>
internal sealed class Statements
{
    private readonly ConcurrentQueue<Statement> sent = new();

    public static bool AreMeant(EventId id, LogLevel level) => id == RelationalEventId.CommandExecuted || id == RelationalEventId.DataReaderDisposing;

    public void Note(EventData happened)
    {
        if (happened is CommandExecutedEventData executed) sent.Enqueue(new(executed.Command.CommandText, executed.Duration, IsNew: true));
        // SQLite finds most rows while they are read.
        if (happened is DataReaderDisposingEventData read) sent.Enqueue(new(read.Command.CommandText, read.Duration, IsNew: false));
    }

    /// <summary>What was sent since the last time.</summary>
    public IReadOnlyList<Statement> Take()
    {
        var taken = new List<Statement>();
        while (sent.TryDequeue(out var statement)) taken.Add(statement);
        return taken;
    }
}

/// <param name="IsNew">False for the second part of one that was noted before: reading its rows.</param>
internal sealed record Statement(string Text, TimeSpan Took, bool IsNew);
