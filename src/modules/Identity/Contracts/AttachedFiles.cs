using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Identity.Contracts;

/// <summary>随附文件 — what may come in one field of a form, or as base64 in a JSON body: how many files, how large, and what is kept of each.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Most">Most files.</param>
/// <param name="Largest">Largest file, in bytes.</param>
/// <param name="Code">Code of the refusal that holds the complaints.</param>
/// <param name="TooMany">What is said of more files.</param>
/// <param name="Read">One file and which it is, from 1: what is kept of it, or what is wrong with it.</param>
public sealed record AttachedFiles(string Field, int Most, int Largest, string Code, Refusal TooMany, Func<byte[], int, Result<FileContent>> Read)
{
    /// <summary>The files of a posted form, or every complaint about them; none where none were chosen.</summary>
    public async Task<Result<IReadOnlyList<FileContent>>> OfFormAsync(HttpRequest request, CancellationToken cancel) =>
        Judge(request.HasFormContentType ? await ChosenAsync((await request.ReadFormAsync(cancel)).Files.GetFiles(Field), cancel) : []);

    /// <summary>What was chosen, no more of it than tells that it is too much: one file and of each one byte.</summary>
    public async Task<IReadOnlyList<byte[]?>> ChosenAsync(IReadOnlyList<IFormFile> chosen, CancellationToken cancel)
    {
        var contents = new List<byte[]?>();
        foreach (var file in chosen.Take(Most + 1))
        {
            var content = new byte[Math.Min(file.Length, Largest + 1)];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(content, cancel);
            contents.Add(content);
        }

        return contents;
    }

    /// <summary>What is kept, the same file once; or every complaint.</summary>
    public Result<IReadOnlyList<FileContent>> Judge(IReadOnlyList<byte[]?>? contents)
    {
        var (parsing, kept) = (new Parsing(), new List<FileContent>());
        if (contents?.Count > Most)
        {
            parsing.Complain(Field, TooMany.Code, TooMany.Message);
            return parsing.ToRefusal(Code);
        }

        foreach (var (content, place) in (contents ?? []).Select((content, i) => (content, i + 1)))
        {
            if (Read(content ?? [], place).Is(out var file, out var no))
            {
                kept.Add(file);
            }
            else
            {
                parsing.Complain(Field, no.Code, no.Message);
            }
        }

        return parsing.IsClean ? kept.DistinctBy(f => f.Hash).ToList() : parsing.ToRefusal(Code);
    }
}
