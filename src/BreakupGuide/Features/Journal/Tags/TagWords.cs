namespace BreakupGuide.Features.Journal.Tags;

internal static class TagWords
{
    public static string Entries(int count) => count == 1 ? "one entry" : $"{count} entries";
}
