using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public class PassphraseRulesTests
{
    [Theory]
    [InlineData("quiet heron under the stairs")]
    [InlineData("four lamps burning")]
    [InlineData("tintebrotkamel")]
    [InlineData("стол пьёт чёрный чай")]
    [InlineData("私は海の近くに住んでいます")]
    [InlineData("🐙🌵🚲🍋🪁🎻🦉⛵🧦🥁🫖🪴")]
    [InlineData("kettle-Moss-19-violin")]
    [InlineData("I love the secret garden of my aunt")]
    [InlineData("seven lions")]
    public void A_good_passphrase_passes(string passphrase) =>
        Assert.Null(PassphraseRules.Problem(passphrase.PadRight(PassphraseRules.Shortest, 'z'), "robin"));

    [Theory]
    [InlineData("kettle moss")]
    [InlineData("")]
    [InlineData(null)]
    // A picture counts as one, however it is stored.
    [InlineData("🐙🌵🚲🍋🪁🎻")]
    public void Twelve_characters_are_the_least(string? passphrase) =>
        Assert.StartsWith("Use at least 12", PassphraseRules.Problem(passphrase, null), StringComparison.Ordinal);

    [Fact]
    public void Exactly_twelve_are_enough() => Assert.Null(PassphraseRules.Problem("kettle mosst", null));

    [Fact]
    public void Long_passphrases_are_welcome_up_to_256()
    {
        var words = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"lamp{i * 37}"));

        Assert.Null(PassphraseRules.Problem(words[..128], null));
        Assert.Null(PassphraseRules.Problem(words[..256], null));
        Assert.StartsWith("Use at most 256", PassphraseRules.Problem(words[..257], null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all small letters here")]
    [InlineData("ALL CAPITALS IN HERE")]
    [InlineData("840382910475638")]
    [InlineData("?=)(/&%$§!#+")]
    public void No_kind_of_character_is_asked_for(string passphrase) => Assert.Null(PassphraseRules.Problem(passphrase, null));

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("kitekitekite")]
    [InlineData("kite kite kite ")]
    [InlineData("KiteKiteKiteKi")]
    [InlineData("............")]
    [InlineData("k-i-t-e-k-i-t-e-k-i-t-e")]
    // Three characters in no order.
    [InlineData("vmqqvmmqvvmq")]
    public void The_same_piece_over_and_over_is_refused(string passphrase) =>
        Assert.StartsWith("This repeats", PassphraseRules.Problem(passphrase, null), StringComparison.Ordinal);

    [Theory]
    [InlineData("kite over kite hill")]
    // Four characters in no order.
    [InlineData("vmqxxvmqqmvx")]
    public void A_word_said_twice_among_others_is_no_repeat(string passphrase) => Assert.Null(PassphraseRules.Problem(passphrase, null));

    [Theory]
    [InlineData("qwertyuiopas")]
    [InlineData("poiuytrewqlkj")]
    [InlineData("abcdefghijkl")]
    [InlineData("zyxwvutsrqpo")]
    [InlineData("123456789012")]
    [InlineData("asdfghjkl1234")]
    [InlineData("qwertzuiopyxcvb")]
    [InlineData("asdf-jkl-1234")]
    [InlineData("qwe rty uio p!")]
    // Rows that only some keyboards have.
    [InlineData("zxcnmzzxccxz")]
    [InlineData("yxcnmyyxccxy")]
    [InlineData("azertyuiopaz")]
    // Two letters more do not make it better; nor do signs around six of them.
    [InlineData("qwertyuiopmk")]
    [InlineData("asdfgh ?!.,;:")]
    public void A_walk_along_the_keyboard_or_the_alphabet_is_refused(string passphrase) =>
        Assert.StartsWith("This follows", PassphraseRules.Problem(passphrase, null), StringComparison.Ordinal);

    [Theory]
    [InlineData("qwerty moss kettle")]
    [InlineData("asdf? !.,;:-(((")]
    [InlineData("qwertyuiopmkx")]
    public void A_short_run_inside_something_else_passes(string passphrase) => Assert.Null(PassphraseRules.Problem(passphrase, null));

    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Password12345")]
    [InlineData("iloveyou2024!")]
    [InlineData("letmein letmein")]
    [InlineData("summer winter 99")]
    [InlineData("monkeydragon1x")]
    [InlineData("monkeydragonxk")]
    [InlineData("PASSWORT-passwort")]
    public void Words_that_are_tried_first_are_refused(string passphrase) =>
        Assert.StartsWith("This is made of words", PassphraseRules.Problem(passphrase, null), StringComparison.Ordinal);

    [Theory]
    [InlineData("password of the kettle")]
    [InlineData("monkeydragonxkv")]
    public void A_common_word_beside_an_uncommon_one_passes(string passphrase) => Assert.Null(PassphraseRules.Problem(passphrase, null));

    [Theory]
    [InlineData("my breakupguide words")]
    [InlineData("BREAKUP GUIDE kettle")]
    [InlineData("break-up-guide kettle")]
    [InlineData("b.r.e.a.k.u.p.g.u.i.d.e")]
    public void The_name_of_the_application_is_refused(string passphrase) =>
        Assert.Contains("name of this application", PassphraseRules.Problem(passphrase, null), StringComparison.Ordinal);

    [Theory]
    [InlineData("kettle robin moss", "robin")]
    [InlineData("KETTLE ROBIN MOSS", " Robin ")]
    [InlineData("kettle mary-ann moss", "Mary Ann")]
    [InlineData("kettle jose\u0301 moss", "Jos\u00e9")]
    [InlineData("kettle jos\u00e9 moss", "jose\u0301")]
    [InlineData("kettle ann moss", "Ann")]
    public void The_name_of_the_space_is_refused(string passphrase, string name) =>
        Assert.Contains("Leave your name out", PassphraseRules.Problem(passphrase, name), StringComparison.Ordinal);

    [Theory]
    [InlineData("kettle moss stairs", "ke ")]
    [InlineData("kettle moss stairs", "")]
    [InlineData("kettle moss stairs", null)]
    [InlineData("kettle moss stairs", "robin")]
    // Two letters with a full stop between them are two letters.
    [InlineData("kettle moss stairs", "k.e")]
    public void A_name_of_two_letters_or_another_one_is_no_reason(string passphrase, string? name) => Assert.Null(PassphraseRules.Problem(passphrase, name));

    [Theory]
    [InlineData("kettle \uFFFE moss stairs")]
    [InlineData("kettle \uD800 moss stairs")]
    public void Characters_that_are_none_are_refused_in_words(string passphrase) =>
        Assert.Contains("cannot be used", PassphraseRules.Problem(passphrase, "robin"), StringComparison.Ordinal);

    [Fact]
    public void A_passphrase_and_the_name_beside_it_are_measured_as_they_were_typed_before_anything_else_is_done_with_them()
    {
        // Four characters each that become one letter.
        var composed = string.Concat(Enumerable.Range(0, (PassphraseRules.LongestTyped / 4) + 1)
            .Select(i => $"{"\u03B1\u03B7\u03C9"[i * i / 7 % 3]}{"\u0313\u0314"[i * i / 5 % 2]}\u0301\u0345"));

        Assert.StartsWith("Use at most 256", PassphraseRules.Problem(composed, null), StringComparison.Ordinal);
        Assert.Null(PassphraseRules.Problem(composed[..^4], null));
        // The name has its own sentence.
        Assert.Null(PassphraseRules.Problem("quiet heron under the stairs", composed));
    }

    [Fact]
    public void Nothing_longer_is_brought_into_one_form_wherever_it_comes_from() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TypedText.Normalise(new string('a', PassphraseRules.LongestTyped + 1)));
}
