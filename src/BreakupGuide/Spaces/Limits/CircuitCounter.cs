namespace BreakupGuide.Spaces.Limits;

/// <summary>How many connections to circuits each space has, and each address without one.</summary>
internal sealed class CircuitCounter
{
    private readonly Dictionary<string, int> counts = [];

    /// <returns>False when there are as many as there may be; then nothing was counted.</returns>
    public bool TryAdd(string who, int most)
    {
        lock (counts)
        {
            var count = counts.GetValueOrDefault(who);
            if (count >= most) return false;
            counts[who] = count + 1;
            return true;
        }
    }

    public void Remove(string who)
    {
        lock (counts)
        {
            if (counts[who] == 1) counts.Remove(who);
            else counts[who]--;
        }
    }
}
