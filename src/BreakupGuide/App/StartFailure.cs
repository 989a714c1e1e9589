using System.Net.Sockets;
using BreakupGuide.Content;
using BreakupGuide.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>Tells whoever runs the program why it does not start: in sentences on standard error, without a stack, and with 1 as the exit code.</summary>
internal static class StartFailure
{
    private const int ExitCode = 1;

    /// <remarks>
    /// The exception still leaves <c>Program</c>, so that whoever hosts the program in memory meets it.
    /// What is not known here ends the program as ever, with its stack.
    /// </remarks>
    public static void TellInSentences() => AppDomain.CurrentDomain.UnhandledException += (_, met) =>
    {
        if (met.ExceptionObject is not Exception exception || SentencesOf(exception) is not [_, ..] sentences) return;
        foreach (var sentence in sentences) Console.Error.WriteLine(sentence);
        Environment.Exit(ExitCode);
    };

    /// <summary>The host and Kestrel would log the same once more, with its stack. A background service that fails later is still logged as Critical.</summary>
    public static void LeaveToSentences(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level is >= LogLevel.Information and not LogLevel.Error)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is >= LogLevel.Warning and not LogLevel.Critical)
        // A key that cannot be read: SigningKeys names its file.
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement", level => level is >= LogLevel.Information and not LogLevel.Error);

    /// <returns>None where the failure is a mistake of the program.</returns>
    internal static IReadOnlyList<string> SentencesOf(Exception exception) => exception switch
    {
        AggregateException several => [.. several.InnerExceptions.SelectMany(SentencesOf)],
        OptionsValidationException wrong => [.. wrong.Failures],
        StorageException or ContentException => [exception.Message],
        // A setting of the wrong kind, such as a word for a number; it names the key.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [exception.Message],
        InvalidDataException { Source: "Microsoft.Extensions.Configuration.FileExtensions" } => [$"{exception.Message} {exception.GetBaseException().Message}"],
        FormatException { Source: "Microsoft.AspNetCore.Http" } => [CannotListen(exception)],
        SocketException or IOException { InnerException: AddressInUseException or AggregateException } => [CannotListen(exception)],
        _ => [],
    };

    private static string CannotListen(Exception exception) =>
        $"BreakupGuide cannot listen where it should: {exception.Message.TrimEnd('.')}. ASPNETCORE_URLS, or --urls, names the address.";
}
