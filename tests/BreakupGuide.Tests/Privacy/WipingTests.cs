using System.Reflection;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

/// <summary>A locked space leaves no key in memory.</summary>
public class WipingTests
{
    [Fact]
    public void Locking_wipes_every_key_of_a_space()
    {
        var dataKey = Keys.Data();
        var space = new UnlockedSpace(Keys.Space, isVisitor: false, dataKey);
        // Whatever array it holds is a key or made of one; a new one is looked at without being named here.
        var held = typeof(UnlockedSpace).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(f => f.FieldType.IsArray).Select(f => (f.Name, Bytes: (byte[])f.GetValue(space)!)).ToList();
        Assert.True(held.Count >= 3);
        Assert.All(held, key => Assert.Contains(key.Bytes, b => b != 0));
        Assert.Contains(held, key => ReferenceEquals(key.Bytes, dataKey));

        space.Dispose();

        Assert.All(held, key => Assert.All(key.Bytes, b => Assert.Equal(0, b)));
    }

    [Fact]
    public void A_copy_of_the_data_key_is_a_copy()
    {
        using var space = Keys.Open();
        var copy = space.CopyDataKey();
        Array.Clear(copy);

        Assert.Equal(Keys.Data(), space.CopyDataKey());
    }
}
