using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

/// <summary>Whatever is logged, thrown or shown by a debugger goes through <c>ToString</c>: no type that holds words may tell them.</summary>
public class PrintingTests
{
    private const string Marker = "zimtstern";

    // Ids of questions, fields and reflections, and the names of our own tables: nobody typed them.
    private static readonly string[] NotTyped = ["Field", "Question", "Kind", "Table", "Reflection"];

    private static readonly HashSet<string?> HoldingNamespaces =
    [
        "BreakupGuide.Privacy", "BreakupGuide.Entries", "BreakupGuide.Entries.Notes", "BreakupGuide.Drafts", "BreakupGuide.Spaces",
        "BreakupGuide.Spaces.SignIn", "BreakupGuide.Spaces.Leaving", "BreakupGuide.Spaces.Limits", "BreakupGuide.Features.Space",
    ];

    public static TheoryData<Type> HoldingTypes => new(Holding);

    private static Type[] Holding =>
        [.. typeof(SealedText).Assembly.GetTypes().Where(t =>
            (IsAnswer(t) || HoldingNamespaces.Contains(t.Namespace))
            && !t.IsDefined(typeof(CompilerGeneratedAttribute), false)
            && t is { IsAbstract: false, IsEnum: false, IsInterface: false, IsGenericTypeDefinition: false }
            && t.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType != typeof(object))];

    private static bool IsAnswer(Type type) =>
        type is { IsNested: false, Namespace: { } name } && name.StartsWith("BreakupGuide.Features.Reflections.QuestionTypes.", StringComparison.Ordinal)
        && !typeof(QuestionOptions).IsAssignableFrom(type) && type != typeof(TextField);

    [Theory]
    [MemberData(nameof(HoldingTypes))]
    public void No_type_prints_what_it_holds(Type type)
    {
        var made = Make(type, "");

        Assert.DoesNotContain(Marker, made.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_types_that_hold_words_are_among_those_looked_at()
    {
        Type[] expected =
        [
            typeof(SealedText), typeof(UnlockedSpace), typeof(RecoveryKey), typeof(TextValue),
            typeof(ListValue), typeof(FieldState), typeof(Draft), typeof(Answer),
        ];

        Assert.Subset(Holding.ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public void A_record_that_prints_its_words_would_be_found() => Assert.Contains(Marker, Make(typeof(Tells), "").ToString(), StringComparison.Ordinal);

    /// <summary>An instance whose every text is the marker, all the way down.</summary>
    private static object Make(Type type, string name)
    {
        if (type == typeof(string)) return NotTyped.Contains(name, StringComparer.OrdinalIgnoreCase) ? "id" : Marker;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner, name);
        if (type == typeof(byte[])) return "zimtstern zimtstern zimtstern zi"u8.ToArray();
        if (type == typeof(RecoveryKey)) return RecoveryKey.New();
        if (type == typeof(AnswerValue)) return new TextValue(Marker);
        if (type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(Guid) || type.IsPrimitive || type.IsEnum)
            return Activator.CreateInstance(type)!;
        if (type.IsArray) return ArrayOf(type.GetElementType()!);
        if (type.IsGenericType && type.IsInterface)
        {
            var parts = type.GetGenericArguments();
            if (parts.Length == 1) return typeof(ISet<>) == type.GetGenericTypeDefinition() || type.Name.StartsWith("IReadOnlySet", StringComparison.Ordinal)
                ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(parts), ArrayOf(parts[0]))!
                : ArrayOf(parts[0]);
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(parts))!;
            dictionary[Make(parts[0], "key")] = Make(parts[1], "value");
            return dictionary;
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var call = type.GetMethod("Invoke")!;
            return Expression.Lambda(type, Expression.Default(call.ReturnType), call.GetParameters().Select(p => Expression.Parameter(p.ParameterType)))
                .Compile();
        }

        if (type == typeof(Stream)) return new MemoryStream();
        if (type == typeof(AesGcm)) return new AesGcm(new byte[KeyWrap.KeySize], SealedFile.TagSize);
        if (type == typeof(Exception)) return new InvalidOperationException("inner");
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, p.Name!))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && p.PropertyType == typeof(string)))
            property.SetValue(made, Make(typeof(string), property.Name));
        return made;
    }

    private static Array ArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Make(element, ""), 0);
        return array;
    }

    private sealed record Tells(string Words);
}
