using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// 密封文件 — pictures and scans, which may show a person: sealed under the vault's key and found by the hash of their content. A file belongs
/// to the journal entry whose fact names it (<see cref="INamesFiles"/>); what no entry names is swept away, and missed by no verification.
/// </summary>
public interface ISealedFiles
{
    /// <summary>Adds files of an entry to <paramref name="db"/>, to be saved together with the entry.</summary>
    void Seal(AppDb db, Guid caseId, Guid entryId, IReadOnlyList<FileContent> files);

    /// <summary>Saves files at once, for an entry that is written elsewhere a moment later and says then what became of it by <see cref="SettleAsync"/>.</summary>
    Task PutAsync(Guid caseId, Guid entryId, IReadOnlyList<FileContent> files, CancellationToken cancel);

    /// <summary>Drops the files of an entry that was not written after all.</summary>
    Task SettleAsync(Guid caseId, Guid entryId, CancellationToken cancel);

    /// <summary>
    /// One file, or null: unknown, or sealed under a key that is not here. When staff or a system reads, the access record is committed
    /// first, as with persons: never call this inside an open write transaction.
    /// </summary>
    Task<FileContent?> OpenAsync(FileKey file, Actor by, Purpose purpose, CancellationToken cancel);

    /// <summary>The files that facts of a case name, of one's own facts alone: oldest fact first, each in the order of its fact.</summary>
    Task<IReadOnlyList<NamedFile>> NamedAsync(Guid caseId, Func<INamesFiles, bool> own, CancellationToken cancel);
}

/// <summary>文件标识 — one file of one entry.</summary>
/// <param name="CaseId">The (lead) case.</param>
/// <param name="EntryId">The journal entry that names it.</param>
/// <param name="Hash">SHA-256 of the content in hex.</param>
public sealed record FileKey(Guid CaseId, Guid EntryId, string Hash);

/// <summary>所列文件 — a file that a fact names, as it can be listed without looking into it.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="At">When the fact was left.</param>
/// <param name="Type">Media type of what is kept; null where nothing is.</param>
public sealed record NamedFile([property: JsonIgnore] FileKey Key, DateTimeOffset At, string? Type)
{
    /// <summary>SHA-256 of the content in hex.</summary>
    public string Hash => Key.Hash;
}

/// <summary>文件所属 — a fact that names files, which are then held against it.</summary>
public interface INamesFiles : IFact
{
    /// <summary>SHA-256 in hex of each.</summary>
    IReadOnlyList<string> Files { get; }
}

/// <summary>文件内容 — media type and bytes. Its text form is empty, so that no log can take it.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Content">The bytes.</param>
public sealed record FileContent(string Type, byte[] Content)
{
    /// <summary>SHA-256 in hex.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>As an answer: a picture is shown as what it is and nothing else, whatever else is a download; kept by nobody.</summary>
    public IResult Show(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = Type.StartsWith("image/", StringComparison.Ordinal) ? "inline" : $"attachment; filename=\"{Hash[..12]}.{Type[(Type.IndexOf('/', StringComparison.Ordinal) + 1)..]}\"";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"; // the style is the browser's own, around a picture
        return Results.Bytes(Content, Type);
    }

    /// <inheritdoc />
    public override string ToString() => nameof(FileContent);
}
