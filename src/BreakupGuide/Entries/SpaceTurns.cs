namespace BreakupGuide.Entries;

/// <summary>Work that grows with everything in a space is done once at a time for each space; whoever asks for more of it waits.</summary>
internal sealed class SpaceTurns
{
    private readonly Dictionary<Guid, Turn> turns = [];

    /// <summary>How many of a space are at work or wait.</summary>
    public int Count(Guid space)
    {
        lock (turns) return turns.GetValueOrDefault(space)?.Count ?? 0;
    }

    /// <returns>The turn, which ends when it is disposed.</returns>
    public async Task<IDisposable> TakeAsync(Guid space, CancellationToken cancel)
    {
        Turn? turn;
        lock (turns)
        {
            if (!turns.TryGetValue(space, out turn)) turns[space] = turn = new Turn(this, space);
            turn.Count++;
        }

        try
        {
            await turn.Free.WaitAsync(cancel);
            return turn;
        }
        catch (OperationCanceledException)
        {
            Leave(turn);
            throw;
        }
    }

    private void Leave(Turn turn)
    {
        lock (turns)
        {
            if (--turn.Count == 0) turns.Remove(turn.Space);
        }
    }

    private sealed class Turn(SpaceTurns all, Guid space) : IDisposable
    {
        public Guid Space { get; } = space;

        public SemaphoreSlim Free { get; } = new(1);

        public int Count { get; set; }

        public void Dispose()
        {
            Free.Release();
            all.Leave(this);
        }
    }
}
