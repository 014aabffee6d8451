using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Haochaping.Ui;

/// <summary>
/// A sign that nobody sees and no store keeps (NUL) came with a form or an address, mostly copied from elsewhere: said in words, before
/// anything trips over it. Of a form with files the texts are looked at; programs send no forms.
/// </summary>
internal sealed class Unreadable
{
    public static readonly Refusal No = new(RefusalKind.BadRequest, "text-unreadable", "内容里有看不见、也无法保存的字符，多半是从别处复制来的：请返回上一页删去后重新填写。");

    public static async Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Unreadable>() is not null || !await IsUnreadableAsync(context.Request))
        {
            await next(context);
            return;
        }

        context.Features.Set(new Unreadable());
        context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty)); // nobody reads it again
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await No.ToProblem().ExecuteAsync(context);
        }
    }

    private static async Task<bool> IsUnreadableAsync(HttpRequest request)
    {
        if (request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
        {
            return true;
        }

        if (!IsForm(request))
        {
            return false;
        }

        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted)).Any(field => field.Value.Any(text => text?.Contains('\0') == true));
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException)
        {
            return true; // the reader of forms throws at such a sign, and at more fields than any form has
        }
    }

    // Told by the head alone: whoever asks the form itself after a token was found invalid gets an exception.
    private static bool IsForm(HttpRequest request) => request.ContentType is { } type
        && (type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api")));
}
