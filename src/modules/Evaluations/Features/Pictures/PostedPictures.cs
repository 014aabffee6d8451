using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Evaluations.Features.Pictures;

/// <summary>随附图片 — what a citizen adds to a rating or a complaint: told by content, cleaned, and never in the way of what they write.</summary>
internal static class PostedPictures
{
    /// <summary>Most pictures.</summary>
    public const int Most = 3;

    /// <summary>Largest picture, in bytes.</summary>
    public const int Largest = 5 * 1024 * 1024;

    /// <summary>Largest request: room to say in words that pictures are too large, instead of cutting the line.</summary>
    public const long MostBytes = 40 * 1024 * 1024;

    /// <summary>Name of the form's field.</summary>
    public const string Field = "pictures";

    private static readonly AttachedFiles Rule = new(Field, Most, Largest, "invalid-pictures", No("pictures-too-many", $"最多附 {Most} 张图片：请重新选择。"), One);

    /// <summary>The pictures of a posted form, or every complaint about them; none where none were chosen.</summary>
    public static Task<Result<IReadOnlyList<FileContent>>> ReadAsync(HttpContext http) => Rule.OfFormAsync(http.Request, http.RequestAborted);

    /// <summary>The same for the members of a JSON body (base64 there).</summary>
    public static Result<IReadOnlyList<FileContent>> Read(IReadOnlyList<byte[]?>? contents) => Rule.Judge(contents);

    private static Result<FileContent> One(byte[] file, int place) =>
        file.Length > Largest ? No("picture-too-large", $"第 {place} 张图片超过 5 MB：请降低分辨率，或换一张。")
        : PictureFile.Read(file) is { } picture ? picture
        : No("picture-unknown", $"第 {place} 张不是完整的 JPEG 或 PNG 图片：请换一张，或重新拍摄。");

    private static Refusal No(string code, string message) => new(RefusalKind.BadRequest, code, message);
}
