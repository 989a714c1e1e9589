namespace BreakupGuide.Content;

/// <summary>Content is typed with straight quotes and read with curly ones. A person's own words stay as typed.</summary>
public static class TypographicQuotes
{
    /// <summary>Puts one character in the place of another, so that every place in the text stays where it was.</summary>
    public static string In(string text) =>
        text.AsSpan().IndexOfAny('"', '\'') < 0 ? text : string.Create(text.Length, text, (curled, straight) =>
        {
            for (var i = 0; i < straight.Length; i++)
            {
                var opens = i == 0 || char.IsWhiteSpace(straight[i - 1]) || straight[i - 1] is '(' or '[' or '“' or '‘' or '–' or '—';
                curled[i] = straight[i] switch
                {
                    '"' => opens ? '“' : '”',
                    '\'' => opens ? '‘' : '’',
                    var other => other,
                };
            }
        });
}
