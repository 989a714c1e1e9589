namespace BreakupGuide.Features.Export.Formats;

/// <summary>What a downloaded file is for and how it is written.</summary>
internal interface IExportFormat
{
    /// <summary>Value of the choice in the form.</summary>
    string Name { get; }

    /// <summary>What somebody would choose it for.</summary>
    string Purpose { get; }

    string Hint { get; }

    /// <summary>Without the dot.</summary>
    string FileEnding { get; }

    string ContentType { get; }

    /// <summary>Whether it can be sealed with a passphrase: only what this program itself brings back.</summary>
    bool CanBeSealed => false;

    Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel);
}
