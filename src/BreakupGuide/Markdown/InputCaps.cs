namespace BreakupGuide.Markdown;

/// <summary>Bounds the time and depth of parsing before it begins, because a parse cannot be stopped half-way.</summary>
internal static class InputCaps
{
    public const int Length = 200_000;

    public const int Lines = 20_000;

    /// <summary>Quotes and lists inside each other.</summary>
    public const int Nesting = 20;

    /// <summary>Lines of three colons; containers that are not closed nest.</summary>
    public const int Containers = 200;

    /// <summary>Signs that may open emphasis, a link or code in one paragraph; the parser's work grows with their square.</summary>
    public const int Signs = 300;

    public static bool Exceeded(string text)
    {
        if (text.Length > Length)
            return true;
        int signs = 0, lines = 0, containers = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            containers += line.StartsWith(":::") ? 1 : 0;
            if (++lines > Lines || containers > Containers)
                return true;
            if (line.IsWhiteSpace())
            {
                signs = 0;
                continue;
            }

            if (IsRule(line))
                continue;
            var (nesting, prefix) = Prefix(line);
            signs += CountSigns(line[prefix..]);
            if (nesting > Nesting || signs > Signs)
                return true;
        }

        return false;
    }

    private static int CountSigns(ReadOnlySpan<char> line)
    {
        var count = 0;
        foreach (var sign in line)
            count += sign is '*' or '_' or '[' or ']' or '`' or '<' ? 1 : 0;
        return count;
    }

    /// <summary>A line such as <c>- - - - -</c> draws one rule however long it is.</summary>
    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var rest = line.Trim();
        var sign = rest[0];
        return sign is '-' or '*' or '_' && rest.IndexOfAnyExcept([sign, ' ', '\t']) < 0;
    }

    /// <summary>How deep the marks at the start of a line nest, and how long they are. Indentation counts before a list's mark only.</summary>
    private static (int Nesting, int Length) Prefix(ReadOnlySpan<char> line)
    {
        int marks = 0, columns = 0, i = 0;
        var isList = false;
        while (i < line.Length)
        {
            if (line[i] is ' ' or '\t')
            {
                columns += line[i] == '\t' ? 4 : 1;
                i++;
                continue;
            }

            var mark = MarkLength(line[i..]);
            if (mark == 0)
                break;
            isList |= line[i] != '>';
            marks++;
            i += mark;
        }

        return (marks + (isList ? columns / 2 : 0), i);
    }

    private static int MarkLength(ReadOnlySpan<char> line)
    {
        if (line[0] == '>')
            return 1;
        var mark = line[0] is '-' or '*' or '+' ? 1 : 0;
        if (char.IsAsciiDigit(line[0]))
        {
            var digits = line.IndexOfAnyExceptInRange('0', '9');
            mark = digits is > 0 and < 10 && line[digits] is '.' or ')' ? digits + 1 : 0;
        }

        return mark > 0 && (mark == line.Length || line[mark] is ' ' or '\t') ? mark : 0;
    }
}
