namespace BreakupGuide.Tests;

#pragma warning disable CA1812, CA1822, CA1823, CS0169, IDE0044, IDE0051, IDE0052, CS0219 // Only looked at, never run.

/// <summary>Uses a type in every place where use can hide.</summary>
[Hidden(typeof(InAttribute))]
internal sealed class Uses
{
    private InField? field;

    public InReturn? Take(InParameter parameter, List<InTypeArgument> list)
    {
        InLocal? local = null;
        Func<object> lambda = () => new InLambda();
        try
        {
            InCall.Call();
        }
        catch (InCatch)
        {
            return null;
        }

        return local is null && lambda() is null && typeof(InTypeOf).Name.Length > 0 ? new InReturn() : null;
    }

    public async Task WaitAsync()
    {
        await Task.Yield();
        _ = new InAsync();
    }

    public IEnumerable<object> Each()
    {
        yield return new InIterator();
    }
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class HiddenAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

internal sealed class InAttribute;

internal sealed class InField;

internal sealed class InParameter;

internal sealed class InReturn;

internal sealed class InTypeArgument;

internal sealed class InLocal;

internal sealed class InLambda;

internal sealed class InAsync;

internal sealed class InIterator;

internal sealed class InTypeOf;

internal sealed class InCatch : Exception;

internal static class InCall
{
    public static void Call()
    {
    }
}
