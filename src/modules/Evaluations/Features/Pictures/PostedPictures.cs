using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
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

    /// <summary>The pictures of a posted form, or every complaint about them; none where none were chosen.</summary>
    public static async Task<Result<IReadOnlyList<FileContent>>> ReadAsync(HttpContext http)
    {
        var chosen = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted)).Files.GetFiles(Field) : [];
        var contents = new List<byte[]?>();
        foreach (var file in chosen.Take(Most + 1))
        {
            contents.Add(await ContentAsync(file, http.RequestAborted));
        }

        return Read(contents);
    }

    /// <summary>The same for the members of a JSON body (base64 there).</summary>
    public static Result<IReadOnlyList<FileContent>> Read(IReadOnlyList<byte[]?>? contents)
    {
        var (parsing, pictures) = (new Parsing(), new List<FileContent>());
        if (contents?.Count > Most)
        {
            parsing.Complain(Field, "pictures-too-many", $"最多附 {Most} 张图片：请重新选择。");
            return parsing.ToRefusal("invalid-pictures");
        }

        foreach (var (content, place) in (contents ?? []).Select((content, i) => (content, i + 1)))
        {
            if (content?.Length > Largest)
            {
                parsing.Complain(Field, "picture-too-large", $"第 {place} 张图片超过 5 MB：请降低分辨率，或换一张。");
            }
            else if (content is not null && PictureFile.Read(content) is { } picture)
            {
                pictures.Add(picture);
            }
            else
            {
                parsing.Complain(Field, "picture-unknown", $"第 {place} 张不是完整的 JPEG 或 PNG 图片：请换一张，或重新拍摄。");
            }
        }

        return parsing.IsClean ? pictures.DistinctBy(p => p.Hash).ToList() : parsing.ToRefusal("invalid-pictures");
    }

    // One byte more than allowed tells that it is too large.
    private static async Task<byte[]> ContentAsync(IFormFile file, CancellationToken cancel)
    {
        var content = new byte[Math.Min(file.Length, Largest + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancel);
        return content;
    }
}
