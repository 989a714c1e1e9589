namespace BreakupGuide.App;

/// <summary>Answers HEAD at every address as GET is answered there; the server leaves out the body. Pages themselves know GET and POST only.</summary>
/// <remarks>Stands between two calls of routing: what answers HEAD itself keeps doing so: static files, and <c>/exit</c>, which must not lock by it.</remarks>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsHead(http.Request.Method) && !TakesHead(http.GetEndpoint()))
        {
            http.Request.Method = HttpMethods.Get;
            http.SetEndpoint(null);
            http.Request.RouteValues.Clear();
        }

        return next(http);
    }

    private static bool TakesHead(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Head) == true;
}
