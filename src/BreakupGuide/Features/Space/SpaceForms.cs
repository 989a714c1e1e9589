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

/// <summary>The passphrase once more, before what cannot be taken back.</summary>
public sealed class PassphraseInput
{
    internal const string Wrong = "This is not your passphrase. Check it and try again.";

    public string Passphrase { get; set; } = "";

    public override string ToString() => "[passphrase]";
}

/// <summary>What is typed at <c>/settings/passphrase</c>.</summary>
public sealed class ChangeInput
{
    public string Current { get; set; } = "";

    public string Passphrase { get; set; } = "";

    public string Repeat { get; set; } = "";

    public override string ToString() => "[change]";
}

/// <summary>What is typed at <c>/settings/delete</c>.</summary>
public sealed class DeleteInput
{
    public string Passphrase { get; set; } = "";

    public bool IsSure { get; set; }

    public override string ToString() => "[delete]";
}

internal static class SpaceRules
{
    public static IRuleBuilderOptionsConditions<T, string> IsName<T>(this IRuleBuilder<T, string> rule) => rule.Custom((name, context) =>
    {
        if (NameRules.Problem(name) is { } problem) context.AddFailure(problem);
    });

    /// <summary>A passphrase that exists already: typed, and short enough to be worth a try.</summary>
    public static IRuleBuilderOptions<T, string> IsTyped<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().WithMessage("Type your passphrase.").MaximumLength(PassphraseRules.LongestTyped).WithMessage("That passphrase is too long.");

    public static IRuleBuilderOptionsConditions<T, string> IsPassphrase<T>(this IRuleBuilder<T, string> rule, Func<T, string?> name) =>
        rule.Custom((passphrase, context) =>
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
        RuleFor(u => u.Name).NotEmpty().WithMessage("Type your name.").MaximumLength(NameRules.LongestTyped).WithMessage("That name is too long.");
        RuleFor(u => u.Passphrase).IsTyped();
    }
}

internal sealed class RecoverRules : AbstractValidator<RecoverInput>
{
    public RecoverRules()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("Type your name.").MaximumLength(NameRules.LongestTyped).WithMessage("That name is too long.");
        RuleFor(r => r.Key).Must(key => RecoveryKey.Parse(key) is not null)
            .WithMessage("A recovery key has eight groups of four letters and digits. Please check it.");
        RuleFor(r => r.Passphrase).IsPassphrase(r => r.Name);
        RuleFor(r => r.Repeat).Equal(r => r.Passphrase).WithMessage("The two passphrases are not the same.");
    }
}

internal sealed class ChangeRules : AbstractValidator<ChangeInput>
{
    public ChangeRules()
    {
        RuleFor(c => c.Current).IsTyped();
        RuleFor(c => c.Passphrase).IsPassphrase(_ => null);
        RuleFor(c => c.Repeat).Equal(c => c.Passphrase).WithMessage("The two passphrases are not the same.");
    }
}

internal sealed class PassphraseInputRules : AbstractValidator<PassphraseInput>
{
    public PassphraseInputRules() => RuleFor(p => p.Passphrase).IsTyped();
}

internal sealed class DeleteRules : AbstractValidator<DeleteInput>
{
    public DeleteRules()
    {
        RuleFor(d => d.Passphrase).IsTyped();
        RuleFor(d => d.IsSure).Equal(true).WithMessage("Tick this first, so that nothing is deleted by mistake.");
    }
}
