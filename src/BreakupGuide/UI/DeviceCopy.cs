namespace BreakupGuide.UI;

/// <summary>A page to read that a browser keeps on the device, to be read without a network: it says so, and shows nothing of a session.</summary>
public sealed class DeviceCopy
{
    /// <summary>By this header a browser asks for such a copy, and says what was chosen in it.</summary>
    public const string Header = "X-Kept-For";

    /// <summary>Set by what answers such requests (decision 0037), nowhere else.</summary>
    public static bool IsAsked(HttpContext? http) => http?.Features.Get<DeviceCopy>() is not null;
}
