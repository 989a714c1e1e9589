using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

public sealed class WithholdingTests : IDisposable
{
    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task What_is_left_out_is_kept_sealed_and_read_back()
    {
        Assert.True(await Keep(["a thing"], ["Kunigunde"]));

        var kept = (await shelf.Withholding.ReadAsync(shelf.Space, default))!;
        Assert.Equal("a thing; Kunigunde", $"{string.Join(", ", kept.Items)}; {string.Join(", ", kept.Names)}");
        Assert.All(shelf.Files(), f => Assert.Equal(-1, f.AsSpan().IndexOf("Kunigunde"u8)));
    }

    [Fact]
    public async Task Changes_at_the_same_time_all_hold()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => shelf.Withholding.ChangeAsync(shelf.Space, now => now with { Items = [.. now.Items, $"thing {i}"] }, default))));

        Assert.Equal(8, (await shelf.Withholding.ReadAsync(shelf.Space, default))!.Items.Count);
    }

    [Fact]
    public async Task More_than_the_record_holds_is_refused_and_changes_nothing()
    {
        await Keep(["a thing"], ["Kunigunde"]);
        var before = shelf.Stored();

        Assert.False(await Keep([.. Enumerable.Range(0, Limits.WithheldItems + 1).Select(i => $"{i}")], []));
        Assert.False(await Keep([], [.. Enumerable.Range(0, Limits.WithheldNames + 1).Select(i => $"{i}")]));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task What_does_not_open_is_said_to_be_so_and_is_not_written_over()
    {
        await Keep(["a thing"], ["Kunigunde"]);
        shelf.Damage("Spaces", shelf.Space.Id, "Withheld");
        var before = shelf.Stored();

        Assert.Null(await shelf.Withholding.ReadAsync(shelf.Space, default));
        Assert.False(await Keep(["another"], []));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task What_a_visitor_left_out_comes_over_beside_what_was_left_out_there()
    {
        var visitor = shelf.NewSpace(isVisitor: true);
        await Keep(["a thing", "both"], ["Kunigunde"]);
        await shelf.Withholding.ChangeAsync(visitor, _ => new(["both", "his thing"], ["Otto"]), default);

        Assert.Equal((0, true), await shelf.Merge.BringInAsync(visitor, shelf.Space, default));

        var kept = (await shelf.Withholding.ReadAsync(shelf.Space, default))!;
        Assert.Equal("a thing, both, his thing; Kunigunde, Otto", $"{string.Join(", ", kept.Items)}; {string.Join(", ", kept.Names)}");
    }

    [Fact]
    public async Task Where_a_visitors_record_does_not_open_their_space_stays()
    {
        var visitor = shelf.NewSpace(isVisitor: true);
        await shelf.Withholding.ChangeAsync(visitor, _ => new(["his thing"], []), default);
        shelf.Damage("Spaces", visitor.Id, "Withheld");

        Assert.Equal((0, false), await shelf.Merge.BringInAsync(visitor, shelf.Space, default));
        await using var database = shelf.CreateDbContext();
        Assert.Equal(2, database.Spaces.Count());
    }

    private Task<bool> Keep(string[] items, string[] names) => shelf.Withholding.ChangeAsync(shelf.Space, _ => new(items, names), default);
}
