namespace BreakupGuide.Tests.Privacy;

/// <summary>Notes every address that is asked for or led to.</summary>
internal sealed class Trail : DelegatingHandler
{
    public List<string> Addresses { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Addresses.Add(request.RequestUri!.AbsoluteUri);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.Location is { } next) Addresses.Add(next.OriginalString);
        return response;
    }
}
