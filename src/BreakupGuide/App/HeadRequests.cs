namespace BreakupGuide.App;

/// <summary>Answers HEAD on every page and address as GET is answered there; the server leaves out the body. Pages themselves know GET and POST only.</summary>
/// <remarks>Stands between two calls of routing. What has an answer of its own to HEAD keeps it: static files, and <c>/exit</c>, which must not lock by it.</remarks>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsHead(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Head) != true)
        {
            http.Request.Method = HttpMethods.Get;
            http.SetEndpoint(null);
            http.Request.RouteValues.Clear();
        }

        return next(http);
    }
}
