using System.Security.Cryptography;
using System.Text;

namespace BreakupGuide.Privacy;

/// <summary>160 random bits that open a space without its passphrase, written as eight groups of four letters and digits.</summary>
public sealed class RecoveryKey
{
    private const int Size = 20;

    // Crockford's alphabet: no I, L, O, U, so that nothing is mistaken when it is copied by hand.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private RecoveryKey(byte[] bytes) => Bytes = bytes;

    internal byte[] Bytes { get; }

    public static RecoveryKey New() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads a key as a person types it: small letters, missing dashes, O for 0 and I or L for 1 are understood.</summary>
    /// <returns>Null when it is not a recovery key at all.</returns>
    public static RecoveryKey? Parse(string? text)
    {
        var bytes = new byte[Size];
        int bits = 0, buffer = 0, count = 0;
        foreach (var letter in text ?? "")
        {
            if (char.IsWhiteSpace(letter) || letter is '-' or '–' or '—') continue;
            var value = Alphabet.IndexOf(char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', var other => other }, StringComparison.Ordinal);
            if (value < 0 || count == Size) return null;
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[count++] = (byte)(buffer >> bits);
            buffer &= (1 << bits) - 1;
        }

        return count == Size && bits == 0 ? new RecoveryKey(bytes) : null;
    }

    /// <summary>The key in the form in which it is shown once and kept by the person.</summary>
    public string ToDisplay()
    {
        var text = new StringBuilder();
        int bits = 0, buffer = 0;
        foreach (var value in Bytes)
        {
            buffer = (buffer << 8) | value;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                if (text.Length % 5 == 4) text.Append('-');
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    public override string ToString() => "[recovery key]";
}
