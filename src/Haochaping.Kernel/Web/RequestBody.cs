using System.Text.Json;
using Haochaping.Kernel.Facts;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Kernel.Web;

/// <summary>Reads JSON bodies with errors that say, in Chinese, where the body is wrong and what to do.</summary>
public static class RequestBody
{
    private static readonly JsonSerializerOptions Lenient = new(FactJson.Options) { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString };

    /// <summary>The body as <typeparamref name="T"/>, whose members are all nullable: what is missing is judged by the slice, not here.</summary>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, CancellationToken cancel)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return new Refusal(RefusalKind.BadRequest, "not-json", "请求体必须是 JSON：请把 Content-Type 设为 application/json。");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Lenient, cancel) is { } body
                ? body
                : new Refusal(RefusalKind.BadRequest, "empty-body", "请求体为空：请按接口文档提交 JSON 对象。");
        }
        catch (JsonException e)
        {
            var place = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "" : $"字段 {e.Path.TrimStart('$', '.')}，";
            return new Refusal(RefusalKind.BadRequest, "malformed-json", $"JSON 无法读取（{place}第 {e.LineNumber + 1} 行第 {e.BytePositionInLine + 1} 字节）：请检查格式和字段类型。");
        }
        catch (BadHttpRequestException e)
        {
            return new Refusal(RefusalKind.BadRequest, e.StatusCode == 413 ? "body-too-large" : "broken-request", "请求体过大或传输中断：请减少每批数量后重试。");
        }
    }
}
