using System.Globalization;
using System.Text;

namespace BreakupGuide.Entries;

/// <summary>
/// Text as it is compared: without capitals and accents, with one form of apostrophes, quotes and dashes, with one space between words. Each
/// character becomes what it is by itself, so composed and decomposed letters come out alike.
/// </summary>
internal static class TextFold
{
    private const int Smallest = 256;

    // What a character becomes is found out once; until then there is null.
    private static readonly string?[] Known = new string?[char.MaxValue + 1];

    public static string Of(string text) => Fold(text, null);

    /// <param name="from">For each character of the folded text the place in the text that it comes from.</param>
    public static string Of(string text, out IReadOnlyList<int> from)
    {
        var places = new List<int>(text.Length);
        from = places;
        return Fold(text, places);
    }

    /// <summary>Folds a text into a room, which grows where it is too small.</summary>
    /// <returns>How long it is there.</returns>
    public static int Fold(ReadOnlySpan<char> text, ref char[] room, List<int>? places = null)
    {
        var length = 0;
        for (var place = 0; place < text.Length; place++)
        {
            var letter = text[place];
            if (char.IsWhiteSpace(letter))
            {
                if (length == 0 || room[length - 1] != ' ') Add(' ', ref room);
            }
            else if (char.IsAscii(letter)) Add(char.ToLowerInvariant(letter), ref room);
            else
            {
                foreach (var part in Known[letter] ??= FormOf(letter)) Add(part, ref room);
            }

            void Add(char folded, ref char[] room)
            {
                if (length == room.Length) room = Larger(room);
                room[length++] = folded;
                places?.Add(place);
            }
        }

        return length;
    }

    private static string Fold(string text, List<int>? places)
    {
        var room = new char[text.Length];
        var length = Fold(text, ref room, places);
        return new string(room, 0, length);
    }

    // What somebody wrote is not left behind.
    private static char[] Larger(char[] room)
    {
        var larger = new char[Math.Max(2 * room.Length, Smallest)];
        room.CopyTo(larger, 0);
        Array.Clear(room);
        return larger;
    }

    private static string FormOf(char letter) => letter switch
    {
        // Half of a character outside the basic plane: such as pictures. It is what it is.
        _ when char.IsSurrogate(letter) => letter.ToString(),
        '’' or '‘' or '‛' or '′' or 'ʼ' or 'ʹ' or '´' or '＇' => "'",
        '“' or '”' or '„' or '‟' or '«' or '»' or '″' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' => "d",
        'ı' => "i",
        _ => string.Concat(Decomposed(letter).Where(IsKept)).ToLowerInvariant(),
    };

    private static string Decomposed(char letter)
    {
        try
        {
            return letter.ToString().Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // No character of its own.
            return letter.ToString();
        }
    }

    private static bool IsKept(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format);
}
