using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Publication.Domain;
using Haochaping.Statistics.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Haochaping.Publication.Features;

/// <summary>开放数据 — an issue as the very bytes whose hash was published, and the same as a table.</summary>
internal sealed class DownloadIssue(ReadIssues issues) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/results/{number:int}.json", (int number, DownloadIssue slice, HttpResponse response, CancellationToken cancel) => slice.JsonAsync(number, response, cancel))
            .WithName("download-issue").WithSummary("公开数据的快照原文").AllowAnonymous();
        routes.MapGet("/results/{number:int}.csv", (int number, string? bom, DownloadIssue slice, HttpResponse response, CancellationToken cancel) => slice.CsvAsync(number, bom, response, cancel))
            .WithName("download-issue-table").WithSummary("公开数据的机构表").AllowAnonymous();
    }

    private static Refusal NotFound(int number) => new(RefusalKind.NotFound, "issue-not-found", $"没有第 {number} 期。已发布的各期见 /results。");

    private async Task<IResult> JsonAsync(int number, HttpResponse response, CancellationToken cancel)
    {
        if (await issues.BytesAsync(number, cancel) is not { } issue)
        {
            return NotFound(number).ToProblem();
        }

        KeepForEver(response);
        return TypedResults.Bytes(issue.Body, "application/json; charset=utf-8", $"haochaping-{number}.json", entityTag: new EntityTagHeaderValue($"\"{issue.Hash}\""));
    }

    private async Task<IResult> CsvAsync(int number, string? bom, HttpResponse response, CancellationToken cancel)
    {
        if (await issues.BytesAsync(number, cancel) is not { } issue)
        {
            return NotFound(number).ToProblem();
        }

        KeepForEver(response);
        return TypedResults.Bytes(IssueTable.Csv(Snapshot.Read(issue.Body)).ToBytes(bom != "0"), "text/csv; charset=utf-8", $"haochaping-{number}.csv");
    }

    private static void KeepForEver(HttpResponse response) => response.Headers.CacheControl = "public, max-age=31536000, immutable";
}
