namespace BreakupGuide.Spaces.Limits;

/// <summary>An endpoint whose form holds a file; see <see cref="FileForm"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesFileAttribute : Attribute;
