namespace BreakupGuide.Content.Loading;

/// <summary>How the content folder spells the values of our enumerations.</summary>
internal static class YamlNames
{
    public static readonly IReadOnlyDictionary<string, Direction> Directions = new Dictionary<string, Direction>
    {
        ["repair"] = Direction.Repair,
        ["wait"] = Direction.Wait,
        ["not-yet"] = Direction.NotYet,
        ["let-go"] = Direction.LetGo,
        ["get-help"] = Direction.GetHelp,
    };

    public static readonly IReadOnlyDictionary<string, ShowLook> Looks = new Dictionary<string, ShowLook>
    {
        ["map"] = ShowLook.Map,
        ["cards"] = ShowLook.Cards,
    };

    /// <summary>Tests that compare with a list of values.</summary>
    public static readonly IReadOnlyDictionary<string, Test> ListTests = new Dictionary<string, Test>
    {
        ["any"] = Test.Any,
        ["all"] = Test.All,
        ["none"] = Test.None,
        ["sorted-as"] = Test.SortedAs,
        ["sorted-only-as"] = Test.SortedOnlyAs,
        ["picked"] = Test.Picked,
    };

    public static string Of(Test test) => ListTests.First(t => t.Value == test).Key;
}
