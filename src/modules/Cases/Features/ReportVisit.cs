using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Cases.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>到访登记 — a person left a window, with their cases or with none: turned away is a visit too (C7).</summary>
internal sealed class ReportVisit(AppDb db, ServicePlaces places, IVault vault, TimeProvider clock) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/visits", async (HttpContext http, ReportVisit slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(request, http.User.ToActor(), http.User.ToScope(), http.RequestAborted)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("report-visit").WithSummary("登记一次到访（可含多个办件，也可没有）")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400)
        .RequireAuthorization(Access.Scope("cases:write"));

    public async Task<Result<Answer>> RunAsync(Request request, Actor by, StaffScope scope, CancellationToken cancel, bool repeated = false)
    {
        // parse
        var now = clock.Now();
        var parsing = new Parsing();
        var source = parsing.Text("source", request.Source, 60, required: true) ?? "";
        CaseParser.NotReserved(parsing, source, mayProbe: false);
        var number = parsing.Text("visitNumber", request.VisitNumber, 100, required: true) ?? "";
        var institution = parsing.Text("institution", request.Institution, 60, required: true) ?? "";
        var ended = parsing.Instant("endedAt", request.EndedAt, now.AddMinutes(5), required: true) ?? now;
        var visitor = CaseParser.ParsePerson(parsing, "visitor", request.Visitor, PartyKind.Person);
        var numbers = (request.Cases ?? []).Select((c, i) => parsing.Text($"cases[{i}]", c, 100, required: true) ?? "").Distinct().ToList();
        var probe = new CaseReport(
            source, number, 1, parsing.Text("item", request.Item, 80) ?? "", institution, null, parsing.Text("hall", request.Hall, 60),
            parsing.Text("window", request.Window, 30), parsing.Text("staff", request.Staff, 30), HandlingChannel.Window, CertificateMedium.None,
            null, null, null, [new(CaseEventKind.ProcessEnded, ended)], null);
        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-visit");
        }

        // load
        if (!(await places.LocateAsync([probe], scope, cancel))[0].Is(out var place, out var refusal))
        {
            return refusal;
        }

        var caseId = CaseKeys.Visit(source, number);
        var cases = numbers.ConvertAll(n => CaseKeys.Case(source, n));
        var token = visitor is null ? (Guid?)null : vault.TokenOf(visitor.Data, caseId).Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { place, cases, ended, token }, FactJson.Options)));

        // decide
        if (await db.Visits.AsNoTracking().FirstOrDefaultAsync(v => v.CaseId == caseId, cancel) is { } known)
        {
            return known.ReportHash == hash
                ? new Answer(caseId, "unchanged")
                : new Refusal(RefusalKind.Conflict, "visit-known", "同一到访编号已登记且内容不同：到访登记后不可修改，请使用新的编号。");
        }

        // save
        if (visitor is not null)
        {
            await vault.SealAsync(db, [new PersonToSeal(caseId, visitor.Data)], cancel);
        }

        db.Add(new VisitRow { CaseId = caseId, Place = place, Cases = cases, TurnedAway = cases.Count == 0, Visitor = token, EndedAt = ended, ReportHash = hash });
        db.Leave(new VisitEnded(caseId, place, cases, cases.Count == 0, ended, token), Ids.Derive("visit-ended", caseId.ToString()), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Answer(caseId, "created");
        }
        catch (DbUpdateException) when (!repeated)
        {
            db.ChangeTracker.Clear(); // the same visit (or visitor) in the same moment: now it is known
            return await RunAsync(request, by, scope, cancel, repeated: true);
        }
    }

    /// <summary>A visit as it arrives.</summary>
    internal sealed record Request(
        string? Source, string? VisitNumber, string? Institution, string? Hall, string? Window, string? Staff, string? Item,
        PersonWire? Visitor, IReadOnlyList<string?>? Cases, string? EndedAt);

    /// <summary>created or unchanged.</summary>
    internal sealed record Answer(Guid VisitId, string Outcome);
}
