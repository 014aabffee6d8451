using Haochaping.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Ui;

/// <summary>When a request arrived, noted before its body is read: a form with large files takes its time on a slow line.</summary>
public static class Arrival
{
    private static readonly object Key = new();

    /// <summary>Notes it; first thing in the pipeline.</summary>
    public static Task NoteAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsPost(http.Request.Method))
        {
            http.Items[Key] = http.RequestServices.GetRequiredService<TimeProvider>().Now();
        }

        return next(http);
    }

    extension(HttpContext http)
    {
        /// <summary>The instant at which a post arrived; of anything else now.</summary>
        public DateTimeOffset Arrived(TimeProvider clock) => http.Items.TryGetValue(Key, out var at) && at is DateTimeOffset noted ? noted : clock.Now();
    }
}
