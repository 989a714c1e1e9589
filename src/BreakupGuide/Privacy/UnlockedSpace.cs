using System.Security.Cryptography;

namespace BreakupGuide.Privacy;

/// <summary>One person's opened space: its id and the keys that open its records. Lives in memory only.</summary>
/// <remarks>Made when a session's cookie is validated; circuits look it up by session. <see cref="Dispose"/> wipes the keys.</remarks>
public sealed class UnlockedSpace : IDisposable
{
    // Locking may come from another request while one is sealing: a key half wiped would seal words that nobody can open again.
    private readonly Lock gate = new();
    private readonly byte[] dataKey;
    private readonly byte[] recordKey = new byte[KeyWrap.KeySize];
    private readonly byte[] indexKey = new byte[KeyWrap.KeySize];
    private readonly Dictionary<Type, object> memory = [];
    private bool locked;

    /// <param name="dataKey">The 256-bit data key; this object owns the array from now on.</param>
    public UnlockedSpace(Guid id, bool isVisitor, byte[] dataKey)
    {
        Id = id;
        IsVisitor = isVisitor;
        this.dataKey = dataKey;
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, recordKey, [], "breakupguide record 1"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, indexKey, [], "breakupguide index 1"u8);
    }

    public Guid Id { get; }

    /// <summary>A visitor's space has no passphrase yet; whoever has the browser can open it.</summary>
    public bool IsVisitor { get; }

    /// <summary>Whether it was locked: nothing opens with it any more.</summary>
    internal bool IsLocked
    {
        get
        {
            lock (gate) return locked;
        }
    }

    /// <summary>The passphrase wrap that it was opened by: a session begins only as long as it still holds. Null where another way led here.</summary>
    internal ReadOnlyMemory<byte>? OpenedBy { get; init; }

    public void Dispose()
    {
        lock (gate)
        {
            locked = true;
            CryptographicOperations.ZeroMemory(dataKey);
            CryptographicOperations.ZeroMemory(recordKey);
            CryptographicOperations.ZeroMemory(indexKey);
            memory.Clear();
        }
    }

    /// <summary>What is kept of one kind only as long as this browser has the space open, such as what was looked for. Gone when it locks.</summary>
    /// <exception cref="ObjectDisposedException">The space was locked.</exception>
    public T Memory<T>()
        where T : class, new()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(locked, this);
            if (memory.TryGetValue(typeof(T), out var kept)) return (T)kept;
            var made = new T();
            memory.Add(typeof(T), made);
            return made;
        }
    }

    /// <summary>Whether a failure only says that a space was locked while somebody was still reading in it.</summary>
    public static bool WasLocked(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is ObjectDisposedException disposed && disposed.ObjectName == typeof(UnlockedSpace).FullName) return true;
        }

        return false;
    }

    public override string ToString() => $"[space {Id}]";

    /// <summary>A copy of the data key, for wrapping it anew. The caller wipes it.</summary>
    /// <exception cref="ObjectDisposedException">The space was locked.</exception>
    public byte[] CopyDataKey()
    {
        var copy = new byte[dataKey.Length];
        Copy(dataKey, copy);
        return copy;
    }

    /// <summary>The key under which this space's browsers keep words that have not reached the server. The same each time the space is opened.</summary>
    /// <exception cref="ObjectDisposedException">The space was locked.</exception>
    public byte[] DeriveBufferKey()
    {
        var key = new byte[KeyWrap.KeySize];
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(locked, this);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, key, [], "breakupguide buffer 1"u8);
        }

        return key;
    }

    internal void CopyRecordKey(Span<byte> key) => Copy(recordKey, key);

    internal void CopyIndexKey(Span<byte> key) => Copy(indexKey, key);

    private void Copy(byte[] from, Span<byte> to)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(locked, this);
            from.CopyTo(to);
        }
    }
}
