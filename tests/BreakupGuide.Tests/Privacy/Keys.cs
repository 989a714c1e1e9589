using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

/// <summary>Spaces and keys for tests.</summary>
internal static class Keys
{
    public static readonly Guid Space = new("5d2c8a7e-1f34-4b0a-9c11-7a90b1c2d3e4");

    /// <summary>A data key of 32 known bytes.</summary>
    public static byte[] Data(byte first = 1) => [.. Enumerable.Range(first, KeyWrap.KeySize).Select(i => (byte)i)];

    public static UnlockedSpace Open(Guid? id = null, byte first = 1, bool isVisitor = false) => new(id ?? Space, isVisitor, Data(first));
}
