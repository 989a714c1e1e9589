using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public class KeyWrapTests
{
    private const string Passphrase = "quiet heron under the stairs";
    private static readonly byte[] SessionKey = Keys.Data(100);
    private static readonly RecoveryKey Recovery = RecoveryKey.Parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")!;

    [Fact]
    public void Each_wrap_opens_with_its_own_secret_only()
    {
        var byPassphrase = KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.FewestRounds);
        var byRecovery = KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), Recovery);
        var bySession = KeyWrap.BySession(Keys.Space, Keys.Data(), SessionKey);

        Assert.Equal(Keys.Data(), KeyWrap.OpenByPassphrase(Keys.Space, byPassphrase, Passphrase));
        Assert.Equal(Keys.Data(), KeyWrap.OpenByRecoveryKey(Keys.Space, byRecovery, Recovery));
        Assert.Equal(Keys.Data(), KeyWrap.OpenBySession(Keys.Space, bySession, SessionKey));

        Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, byPassphrase, Passphrase + " "));
        Assert.Null(KeyWrap.OpenByRecoveryKey(Keys.Space, byRecovery, RecoveryKey.New()));
        Assert.Null(KeyWrap.OpenBySession(Keys.Space, bySession, Keys.Data(101)));
    }

    [Fact]
    public void A_wrap_opens_for_its_owner_only()
    {
        var other = Guid.NewGuid();

        Assert.Null(KeyWrap.OpenByPassphrase(other, KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.FewestRounds), Passphrase));
        Assert.Null(KeyWrap.OpenByRecoveryKey(other, KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), Recovery), Recovery));
        Assert.Null(KeyWrap.OpenBySession(other, KeyWrap.BySession(Keys.Space, Keys.Data(), SessionKey), SessionKey));
    }

    [Fact]
    public void A_wrap_of_one_purpose_does_not_open_for_another()
    {
        // The same secret bytes and the same owner; only the purpose differs.
        var bySession = KeyWrap.BySession(Keys.Space, Keys.Data(), Recovery.Bytes);
        Assert.Equal(Keys.Data(), KeyWrap.OpenBySession(Keys.Space, bySession, Recovery.Bytes));

        Assert.Null(KeyWrap.OpenByRecoveryKey(Keys.Space, bySession, Recovery));
    }

    [Fact]
    public void Every_changed_byte_of_a_wrap_is_noticed()
    {
        var wrap = KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), Recovery);
        for (var bit = 0; bit < wrap.Length * 8; bit++)
        {
            var changed = wrap.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(KeyWrap.OpenByRecoveryKey(Keys.Space, changed, Recovery));
        }

        Assert.Null(KeyWrap.OpenByRecoveryKey(Keys.Space, wrap[..^1], Recovery));
        Assert.Null(KeyWrap.OpenByRecoveryKey(Keys.Space, [], Recovery));
    }

    [Fact]
    public void Every_changed_bit_of_the_owner_is_noticed()
    {
        var byRecovery = KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), Recovery);
        var bySession = KeyWrap.BySession(Keys.Space, Keys.Data(), SessionKey);
        for (var bit = 0; bit < 128; bit++)
        {
            var id = Keys.Space.ToByteArray();
            id[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(KeyWrap.OpenByRecoveryKey(new Guid(id), byRecovery, Recovery));
            Assert.Null(KeyWrap.OpenBySession(new Guid(id), bySession, SessionKey));
        }
    }

    [Fact]
    public void A_wrap_with_other_rounds_or_salt_does_not_open()
    {
        var wrap = KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.FewestRounds);
        Assert.Equal(KeyWrap.FewestRounds, BinaryPrimitives.ReadInt32LittleEndian(wrap.AsSpan(1)));

        Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, WithRounds(KeyWrap.FewestRounds + 1), Passphrase));
        var salted = wrap.ToArray();
        salted[5] ^= 1;
        Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, salted, Passphrase));

        byte[] WithRounds(int rounds)
        {
            var changed = wrap.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(1), rounds);
            return changed;
        }
    }

    [Fact]
    public void Fewer_rounds_than_the_floor_are_refused_everywhere()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.FewestRounds - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PassphraseDerivation(KeyWrap.FewestRounds - 1));
        var weak = KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.FewestRounds);
        BinaryPrimitives.WriteInt32LittleEndian(weak.AsSpan(1), 1);
        Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, weak, Passphrase));
    }

    [Fact]
    public void More_rounds_than_anybody_can_wait_for_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.MostRounds + 1));

    [Fact]
    public void A_wrap_of_another_length_opens_by_nothing_and_has_no_rounds()
    {
        var byPassphrase = KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), Passphrase, KeyWrap.FewestRounds);
        var bySession = KeyWrap.BySession(Keys.Space, Keys.Data(), SessionKey);
        Assert.Equal(KeyWrap.FewestRounds, KeyWrap.RoundsOf(byPassphrase));

        foreach (var byPassphraseCut in new[] { byPassphrase[..^1], [.. byPassphrase, 0], [] })
        {
            Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, byPassphraseCut, Passphrase));
            Assert.Equal(0, KeyWrap.RoundsOf(byPassphraseCut));
        }

        foreach (var bySessionCut in new[] { bySession[..^1], [.. bySession, 0], [] }) Assert.Null(KeyWrap.OpenBySession(Keys.Space, bySessionCut, SessionKey));
    }

    [Fact]
    public void The_same_key_never_gives_the_same_wrap_twice() =>
        Assert.Equal(
            100, Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), Recovery))).Distinct().Count());

    [Fact]
    public void Salt_and_nonce_are_both_new_for_each_wrap()
    {
        var wraps = Enumerable.Range(0, 100).Select(_ => KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), Recovery)).ToList();

        Assert.Equal(100, wraps.Select(w => Convert.ToHexString(w, 5, 16)).Distinct().Count());
        Assert.Equal(100, wraps.Select(w => Convert.ToHexString(w, 21, 12)).Distinct().Count());
    }

    [Fact]
    public void The_same_passphrase_typed_on_another_keyboard_opens()
    {
        var wrap = KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), "cafe\u0301 under the stairs", KeyWrap.FewestRounds);

        Assert.Equal(Keys.Data(), KeyWrap.OpenByPassphrase(Keys.Space, wrap, "caf\u00e9 under the stairs"));
    }

    [Fact]
    public void A_wrap_that_is_right_in_everything_but_its_cost_does_not_open()
    {
        // Somebody who can write into the database could put one there and guess cheaply ever after.
        Assert.Equal(Keys.Data(), KeyWrap.OpenByPassphrase(Keys.Space, Made(KeyWrap.FewestRounds), Passphrase));
        Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, Made(KeyWrap.FewestRounds - 1), Passphrase));
        Assert.Null(KeyWrap.OpenByPassphrase(Keys.Space, Made(1), Passphrase));

        // The layout as KeyWrap describes it.
        static byte[] Made(int rounds)
        {
            var wrap = new byte[1 + 4 + 16 + 12 + 32 + 16];
            wrap[0] = 1;
            BinaryPrimitives.WriteInt32LittleEndian(wrap.AsSpan(1), rounds);
            var prefix = wrap.AsSpan(0, 21);
            using var aes = new AesGcm(Rfc2898DeriveBytes.Pbkdf2(Passphrase, prefix[5..].ToArray(), rounds, HashAlgorithmName.SHA512, 32), 16);
            aes.Encrypt(
                wrap.AsSpan(21, 12), Keys.Data(), wrap.AsSpan(33, 32), wrap.AsSpan(65),
                Encoding.UTF8.GetBytes($"breakupguide|passphrase|{Keys.Space:N}|{Convert.ToHexString(prefix)}"));
            return wrap;
        }
    }
}
