using FluentValidation;

namespace BreakupGuide.Content.Rules;

internal sealed class ReferenceValidator : AbstractValidator<Reference>
{
    public ReferenceValidator()
    {
        RuleFor(r => r.Id).IsName();
        RuleFor(r => r.Year).InclusiveBetween(1900, 2100).WithMessage("“{PropertyValue}” is no year");
        RuleFor(r => r.Read).WasRead();
    }
}

internal sealed class HelplineCountryValidator : AbstractValidator<HelplineCountry>
{
    public HelplineCountryValidator()
    {
        RuleFor(c => c.Lines).NotEmpty().WithMessage("a country needs at least one line");
        RuleFor(c => c.Code).Matches("^[A-Z]{2}$").WithMessage("“{PropertyValue}” must be the country's code, two capital letters");
    }
}

internal sealed class HelplineValidator : AbstractValidator<Helpline>
{
    public HelplineValidator()
    {
        RuleFor(l => l.Name).Must((line, _) => (line.Call ?? line.Text ?? line.Web) is not null)
            .WithMessage("“{PropertyValue}” needs call, text or web");
        RuleFor(l => l.Web)
            .Must(web => web is null || (web.StartsWith("https://", StringComparison.Ordinal) && Uri.IsWellFormedUriString(web, UriKind.Absolute)))
            .WithMessage("“{PropertyValue}” must be an address that starts with https://");
        RuleFor(l => l.Call).IsTelephone();
        RuleFor(l => l.Text).IsTelephone();
        RuleFor(l => l.Read).WasRead();
    }
}

internal sealed class SituationValidator : AbstractValidator<Situation>
{
    public SituationValidator() => RuleFor(s => s.Id).IsName();
}

internal sealed class PastimeValidator : AbstractValidator<Pastime>
{
    public PastimeValidator() => RuleFor(a => a.Id).IsName();
}

internal static class ListRules
{
    public static IRuleBuilderOptions<T, string> WasRead<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(read => read is "source" or "secondary")
            .WithMessage("“read” must be source (read at its owner's) or secondary (read only elsewhere)");

    public static IRuleBuilderOptions<T, string?> IsTelephone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches(@"^\+?[0-9][0-9 -]*$").WithMessage("“{PropertyValue}” must be a number to dial: digits, spaces and hyphens");
}
