using BreakupGuide.Privacy;
using FluentValidation;

namespace BreakupGuide.Features.Space;

/// <summary>What is typed at <c>/start</c>.</summary>
public sealed class StartInput
{
    public string Name { get; set; } = "";

    public string Passphrase { get; set; } = "";

    public string Repeat { get; set; } = "";

    /// <summary>Keep what a visitor wrote here and left by “Exit this page”.</summary>
    public bool BringIn { get; set; }

    public override string ToString() => "[start]";
}

/// <summary>What is typed at <c>/unlock</c>.</summary>
public sealed class UnlockInput
{
    public string Name { get; set; } = "";

    public string Passphrase { get; set; } = "";

    /// <summary>Bring what a visitor wrote here into the unlocked space.</summary>
    public bool BringIn { get; set; }

    public override string ToString() => "[unlock]";
}

/// <summary>What is typed at <c>/recover</c>.</summary>
public sealed class RecoverInput
{
    public string Name { get; set; } = "";

    public string Key { get; set; } = "";

    public string Passphrase { get; set; } = "";

    public string Repeat { get; set; } = "";

    /// <summary>Bring what a visitor wrote here into the recovered space.</summary>
    public bool BringIn { get; set; }

    public override string ToString() => "[recover]";
}

internal static class SpaceRules
{
    public const int LongestName = 60;

    public static IRuleBuilderOptionsConditions<T, string> IsName<T>(this IRuleBuilder<T, string> rule) => rule.Custom((name, context) =>
    {
        var text = name?.Trim() ?? "";
        if (text.Length is < 2 or > LongestName) context.AddFailure($"Choose a name of 2 to {LongestName} characters. It need not be your real one.");
        else if (!text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_')) context.AddFailure("Use letters, digits, spaces, full stops and dashes in the name.");
    });

    public static IRuleBuilderOptionsConditions<T, string> IsPassphrase<T>(this IRuleBuilder<T, string> rule, Func<T, string?> name) => rule.Custom((passphrase, context) =>
    {
        if (PassphraseRules.Problem(passphrase, name(context.InstanceToValidate)) is { } problem) context.AddFailure(problem);
    });
}

internal sealed class StartRules : AbstractValidator<StartInput>
{
    public StartRules()
    {
        RuleFor(s => s.Name).IsName();
        RuleFor(s => s.Passphrase).IsPassphrase(s => s.Name);
        RuleFor(s => s.Repeat).Equal(s => s.Passphrase).WithMessage("The two passphrases are not the same.");
    }
}

internal sealed class UnlockRules : AbstractValidator<UnlockInput>
{
    public UnlockRules()
    {
        RuleFor(u => u.Name).NotEmpty().WithMessage("Type your name.").MaximumLength(200).WithMessage("That name is too long.");
        RuleFor(u => u.Passphrase).NotEmpty().WithMessage("Type your passphrase.").MaximumLength(1000).WithMessage("That passphrase is too long.");
    }
}

internal sealed class RecoverRules : AbstractValidator<RecoverInput>
{
    public RecoverRules()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("Type your name.").MaximumLength(200).WithMessage("That name is too long.");
        RuleFor(r => r.Key).Must(key => RecoveryKey.Parse(key) is not null).WithMessage("A recovery key has eight groups of four letters and digits. Please check it.");
        RuleFor(r => r.Passphrase).IsPassphrase(r => r.Name);
        RuleFor(r => r.Repeat).Equal(r => r.Passphrase).WithMessage("The two passphrases are not the same.");
    }
}
