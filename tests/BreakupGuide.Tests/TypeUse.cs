using System.Reflection;
using System.Reflection.Emit;

namespace BreakupGuide.Tests;

/// <summary>Which types a compiled type uses: in its signature, its attributes and the bodies of its methods.</summary>
/// <remarks>
/// Our own, since NetArchTest (eNhancedEdition 1.4.5, tried on <see cref="Uses"/>) sees neither what an attribute is given nor what is caught.
/// </remarks>
internal static class TypeUse
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(f => f.GetValue(null)).OfType<OpCode>().ToDictionary(c => c.Value);

    public static IEnumerable<Type> Of(Type type) =>
        Named(type).Concat(type.GetNestedTypes(Declared).SelectMany(Of)).OfType<Type>().SelectMany(Parts).Distinct();

    /// <summary>The fields, methods and types of others that the code of a type names, in all its methods and in the types nested in it.</summary>
    public static IEnumerable<MemberInfo> MembersOf(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
            .SelectMany(m => m.GetMethodBody()?.GetILAsByteArray() is { } code ? Tokens(code).Select(t => Resolve(m, t)) : []).OfType<MemberInfo>()
            .Concat(type.GetNestedTypes(Declared).SelectMany(MembersOf)).Distinct();

    private static IEnumerable<Type?> Named(Type type) =>
    [
        type.BaseType,
        .. type.GetInterfaces(),
        .. Attributes(type.CustomAttributes),
        .. type.GetFields(Declared).SelectMany(f => Attributes(f.CustomAttributes).Append(f.FieldType)),
        .. type.GetProperties(Declared).SelectMany(p => Attributes(p.CustomAttributes).Append(p.PropertyType)),
        .. type.GetMethods(Declared).SelectMany(m => Method(m).Append(m.ReturnType)),
        .. type.GetConstructors(Declared).SelectMany(Method),
    ];

    private static IEnumerable<Type?> Method(MethodBase method) =>
    [
        .. Attributes(method.CustomAttributes),
        .. method.GetParameters().SelectMany(p => Attributes(p.CustomAttributes).Append(p.ParameterType)),
        .. method.GetMethodBody() is { } body ? Body(method, body) : [],
    ];

    private static IEnumerable<Type?> Attributes(IEnumerable<CustomAttributeData> attributes) => attributes.SelectMany(a =>
        a.ConstructorArguments.Concat(a.NamedArguments.Select(n => n.TypedValue)).Select(v => v.Value as Type).Append(a.AttributeType));

    private static IEnumerable<Type?> Body(MethodBase method, MethodBody body)
    {
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        foreach (var clause in body.ExceptionHandlingClauses.Where(c => c.Flags == ExceptionHandlingClauseOptions.Clause)) yield return clause.CatchType;
        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            var member = Resolve(method, token);
            yield return member as Type;
            yield return member?.DeclaringType;
            if (member is FieldInfo field) yield return field.FieldType;
            if (member is not MethodBase called) continue;
            foreach (var parameter in called.GetParameters()) yield return parameter.ParameterType;
            if (called is MethodInfo { ReturnType: var result }) yield return result;
            if (called.IsGenericMethod) foreach (var argument in called.GetGenericArguments()) yield return argument;
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    /// <summary>The tokens of the fields, methods and types that a method's code names.</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(code, at);
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        if (type.IsGenericParameter) return [];
        return type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }
}
