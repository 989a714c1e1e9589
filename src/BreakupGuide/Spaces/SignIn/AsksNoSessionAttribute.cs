namespace BreakupGuide.Spaces.SignIn;

/// <summary>What is the same for everybody, such as a style sheet: whose session the cookie names is not asked.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AsksNoSessionAttribute : Attribute;
