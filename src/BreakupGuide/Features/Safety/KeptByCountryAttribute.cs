using BreakupGuide.Content;
using BreakupGuide.UI;

namespace BreakupGuide.Features.Safety;

/// <summary>A page that is kept once for each country whose lines it can begin with.</summary>
internal sealed class KeptByCountryAttribute : KeptPageAttribute
{
    public override string FormFor(HttpRequest request)
    {
        var countries = request.HttpContext.RequestServices.GetRequiredService<ContentLibrary>().Helplines;
        return ChosenCountry.Of(countries, null, request.Headers.AcceptLanguage).Code ?? "";
    }
}
