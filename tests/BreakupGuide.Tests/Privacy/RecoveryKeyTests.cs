using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public class RecoveryKeyTests
{
    private const string Shown = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ";

    [Fact]
    public void A_new_key_is_read_back_as_it_was_shown()
    {
        for (var i = 0; i < 200; i++)
        {
            var key = RecoveryKey.New();
            Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$", key.ToDisplay());
            Assert.Equal(key.Bytes, RecoveryKey.Parse(key.ToDisplay())!.Bytes);
        }
    }

    [Fact]
    public void New_keys_differ() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => RecoveryKey.New().ToDisplay()).Distinct().Count());

    [Theory]
    [InlineData("0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz")]
    [InlineData("  0123 4567 89AB CDEF\tGHJK MNPQ RSTV WXYZ \n")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ")]
    [InlineData("0123–4567–89AB–CDEF–GHJK–MNPQ–RSTV–WXYZ")]
    [InlineData("O123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")]
    [InlineData("oI23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")]
    [InlineData("0L23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")]
    [InlineData("0l23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")]
    [InlineData("0i2-34567-89AB-CDEFGHJK-MNPQ-RSTV-WXYZ")]
    public void A_key_is_understood_as_people_type_it(string typed) => Assert.Equal(Shown, RecoveryKey.Parse(typed)?.ToDisplay());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXY")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ0")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYU")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXY!")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYé")]
    public void What_is_no_key_is_refused(string? typed) => Assert.Null(RecoveryKey.Parse(typed));
}
