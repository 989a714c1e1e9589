namespace BreakupGuide.Spaces.Limits;

/// <summary>Section <c>BreakupGuide:Limits</c>: how much one address or one space may ask for. Behind one address may be a whole house.</summary>
public sealed class LimitOptions
{
    /// <summary>Unlocking, recovering, creating a space of one name, and giving its passphrase again; by name and address.</summary>
    public Rate SignIns { get; set; } = new(20, 20);

    /// <summary>Unlocking, recovering and creating spaces, whatever their names; by address.</summary>
    public Rate SignInsAtAddress { get; set; } = new(40, 40);

    /// <summary>
    /// Saves while somebody writes and when they leave; by space, and by address before there is one.
    /// At most one goes out every two seconds from a page that is written on, and one for each click.
    /// </summary>
    public Rate Drafts { get; set; } = new(120, 600);

    /// <summary>Everything else that may change something; by address.</summary>
    public Rate Changes { get; set; } = new(300, 1200);

    /// <summary>New visitors' spaces; by address.</summary>
    public Rate NewVisitors { get; set; } = new(100, 2);

    /// <summary>Live pages of one space at the same time.</summary>
    public int CircuitsInSpace { get; set; } = 8;

    /// <summary>Live pages without an open space at the same time, by address.</summary>
    public int CircuitsAtAddress { get; set; } = 60;

    internal bool IsSensible => Rates.All(r => r.IsSensible) && CircuitsInSpace is >= 1 and <= 1000 && CircuitsAtAddress is >= 1 and <= 100_000;

    private IEnumerable<Rate> Rates => [SignIns, SignInsAtAddress, Drafts, Changes, NewVisitors];
}

/// <summary>So many at once, and then so many a minute.</summary>
public sealed class Rate
{
    public Rate()
    {
    }

    public Rate(int burst, int perMinute)
    {
        Burst = burst;
        PerMinute = perMinute;
    }

    public int Burst { get; set; }

    public int PerMinute { get; set; }

    internal bool IsSensible => Burst is >= 1 and <= 1_000_000 && PerMinute is >= 1 and <= 1_000_000;
}
