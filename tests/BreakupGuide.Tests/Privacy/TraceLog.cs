using System.Text;
using Microsoft.Extensions.Logging;

namespace BreakupGuide.Tests.Privacy;

/// <summary>Writes everything that is logged to a file: message, the values in it, exception and scopes.</summary>
/// <remarks>A file, unlike FakeLogCollector: it is looked through byte by byte like all other places where a word could be left.</remarks>
internal sealed class TraceLog(string path) : ILoggerProvider, ISupportExternalScope
{
    private readonly StreamWriter file = new(path, append: false, new UTF8Encoding(false));
    private IExternalScopeProvider? scopes;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() => file.Dispose();

    private void Write(string category, LogLevel level, string message, object? state, Exception? exception)
    {
        var line = new StringBuilder().Append(level).Append(' ').Append(category).Append(": ").AppendLine(message);
        AppendValues(line, state);
        scopes?.ForEachScope(AppendValues, line);
        if (exception is not null) line.AppendLine(exception.ToString());
        lock (file) if (file.BaseStream.CanWrite) file.Write(line);
    }

    private static void AppendValues(object? state, StringBuilder line) => AppendValues(line, state);

    // A structured sink writes the values themselves, not only the sentence made of them.
    private static void AppendValues(StringBuilder line, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            line.Append("  ").Append(state).AppendLine();
            return;
        }

        foreach (var (name, value) in values)
            line.Append("  ").Append(name).Append('=').AppendLine(value is IEnumerable<object> many ? string.Join(", ", many) : value?.ToString());
    }

    private sealed class Category(TraceLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(name, logLevel, formatter(state, exception), state, exception);
    }
}
