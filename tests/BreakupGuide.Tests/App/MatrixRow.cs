namespace BreakupGuide.Tests.App;

/// <param name="Pattern">As the program knows the endpoint.</param>
/// <param name="Statuses">For another person, a visitor, somebody without a space.</param>
internal sealed record MatrixRow(
    string Method, string Pattern, string Address, string? Handler, (string Name, string Value)[] Fields, string? Reflection, int[] Statuses)
{
    public static MatrixRow Page(string pattern, string address) => Get(pattern, address, 200, 200, 200);

    public static MatrixRow Get(string pattern, string address, int other, int visitor, int nobody) =>
        new("GET", pattern, address, null, [], null, [other, visitor, nobody]);

    public static MatrixRow Post(string pattern, string address, (string, string)[] fields, int other, int visitor, int nobody) =>
        new("POST", pattern, address, null, fields, null, [other, visitor, nobody]);

    public static MatrixRow Form(string pattern, string address, string handler, (string, string)[] fields, int other, int visitor, int nobody) =>
        new("POST", pattern, address, handler, fields, null, [other, visitor, nobody]);

    public static MatrixRow Put(string pattern, string address, string? reflection, int other, int visitor, int nobody) =>
        new("PUT", pattern, address, null, [], reflection, [other, visitor, nobody]);

    public static MatrixRow Any(string method, string pattern, string address, int status) =>
        new(method, pattern, address, null, [], null, [status, status, status]);
}
