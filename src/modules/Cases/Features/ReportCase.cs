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
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>办件汇聚 — takes cases as business systems finish them, singly or up to 1,000 at once; repeats change nothing.</summary>
internal sealed class ReportCase(
    AppDb db, ServicePlaces places, Groups groups, IRulePacks packs, NationalTags tags, IVault vault, IEnumerable<IRatingStandings> ratings, TimeProvider clock) : ISlice
{
    private const int MostAtOnce = 1000;
    private const int PerTransaction = 200; // a rating never waits for a whole batch

    private static readonly Refusal NotYours = new(RefusalKind.Conflict, "case-not-yours", "这个办件编号已由其他机构汇聚，不在本系统的权限内：请核对 source 和 caseNumber。");

    /// <summary>Several senders may meet on one row: each round one of them is through.</summary>
    public const int MostAttempts = 12;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/cases", async (HttpContext http, ReportCase slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(request, http.User.ToActor(), http.User.ToScope(), http.User.HasClaim(HouseClaims.Scope, Probes.Scope), http.RequestAborted)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("report-case").WithSummary("汇聚办件：单件，或 {\"cases\":[…]} 最多 1000 件，逐件返回结果")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400)
        .RequireAuthorization(Access.Scope("cases:write"));

    /// <summary>Parse, load, decide, save — in chunks; every case has an answer of its own.</summary>
    public async Task<Result<Answer>> RunAsync(Request request, Actor by, StaffScope scope, bool mayProbe, CancellationToken cancel)
    {
        IReadOnlyList<CaseWire?> wires = request.Cases ?? [request];
        if (wires.Count is 0 or > MostAtOnce)
        {
            return new Refusal(RefusalKind.BadRequest, "batch-size", $"每次 1 到 {MostAtOnce} 件，现为 {wires.Count} 件：请拆分后重发。");
        }

        var now = clock.Now();
        var answers = new CaseAnswer[wires.Count];
        var reports = new List<(int Index, CaseReport Report)>();
        for (var i = 0; i < wires.Count; i++)
        {
            if (CaseParser.Parse(wires[i], tags, now, mayProbe).Is(out var report, out var refusal))
            {
                reports.Add((i, report));
            }
            else
            {
                if (request.Cases is null)
                {
                    return refusal; // a single case is answered by its own status
                }

                answers[i] = CaseAnswer.Refused(wires[i]?.CaseNumber, refusal);
            }
        }

        foreach (var chunk in reports.Chunk(PerTransaction))
        {
            await SaveAsync(chunk, answers, by, scope, now, cancel);
        }

        return new Answer(answers);
    }

    // Two senders of the same new case meet on its primary key: whoever comes second reads again and finds it known.
    private async Task SaveAsync((int Index, CaseReport Report)[] chunk, CaseAnswer[] answers, Actor by, StaffScope scope, DateTimeOffset now, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await DecideAsync(chunk, answers, by, scope, now, cancel);
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task DecideAsync((int Index, CaseReport Report)[] chunk, CaseAnswer[] answers, Actor by, StaffScope scope, DateTimeOffset now, CancellationToken cancel)
    {
        var located = await places.LocateAsync([.. chunk.Select(c => c.Report)], scope, cancel);
        var ids = chunk.Select(c => c.Report.CaseId).Distinct().ToList();
        var cases = await db.Cases.Where(c => ids.Contains(c.CaseId)).ToDictionaryAsync(c => c.CaseId, cancel);
        var services = await db.Services.Where(s => ids.Contains(s.CaseId)).ToDictionaryAsync(s => (s.CaseId, s.ServiceNumber), cancel);
        var gathered = await groups.LoadAsync([.. chunk.Select(c => c.Report)], [.. services.Values], scope, cancel);
        var standings = await StandingsAsync(ids, cancel);
        var tokens = await SealAsync(chunk, cancel);
        for (var i = 0; i < chunk.Length; i++)
        {
            var (index, report) = chunk[i];
            // A number that another unit's system has used stays with that unit.
            var isForeign = cases.TryGetValue(report.CaseId, out var earlier) && !scope.Covers(earlier.Institution, earlier.Region);
            answers[index] = isForeign ? CaseAnswer.Refused(report.CaseNumber, NotYours)
                : located[i].Is(out var place, out var refusal)
                ? Take(report, place, tokens[i], cases, services, gathered, standings.GetValueOrDefault((report.CaseId, report.ServiceNumber)), by, now)
                : CaseAnswer.Refused(report.CaseNumber, refusal);
        }
    }

    private async Task<Dictionary<(Guid, int), RatingStanding>> StandingsAsync(List<Guid> ids, CancellationToken cancel)
    {
        var standings = new Dictionary<(Guid, int), RatingStanding>();
        foreach (var source in ratings)
        {
            foreach (var (key, standing) in await source.FindAsync(ids, cancel))
            {
                standings[key] = standing;
            }
        }

        return standings;
    }

    private async Task<(Guid? Applicant, Guid? Agent)[]> SealAsync((int Index, CaseReport Report)[] chunk, CancellationToken cancel)
    {
        var persons = chunk.SelectMany(c => new[] { c.Report.Applicant, c.Report.Agent }.OfType<Person>().Select(p => new PersonToSeal(c.Report.CaseId, p.Data))).ToList();
        var sealedTokens = new Queue<PersonToken>(await vault.SealAsync(db, persons, cancel));
        return [.. chunk.Select(c => (Next(c.Report.Applicant), Next(c.Report.Agent)))];

        Guid? Next(Person? person) => person is null ? null : sealedTokens.Dequeue().Value;
    }

    private CaseAnswer Take(
        CaseReport report, ServicePlace place, (Guid? Applicant, Guid? Agent) parties,
        Dictionary<Guid, CaseRow> cases, Dictionary<(Guid, int), ServiceRow> services, Groups.Gathered gathered, RatingStanding? standing, Actor by, DateTimeOffset now)
    {
        var hash = Hash(report, place, parties);
        var known = services.GetValueOrDefault((report.CaseId, report.ServiceNumber));
        var pack = packs.For(place.Region, (report.Events.Count > 0 ? report.Events[^1].At : now).BusinessDate());
        var events = (known?.Events ?? []).Union(report.Events).OrderBy(e => e.At).ThenBy(e => e.Kind).ToList();
        var completion = Completion.Judge(report.Channel, report.Certificate, events, pack);
        if (known?.ReportHash == hash)
        {
            completion = known.GroupId is { } of ? Group.Told(completion, gathered.Rows[of].Kind, gathered.Rows[of].SettledAt is not null, pack) : completion;
            return CaseAnswer.Of(report, "unchanged", completion, new BundledRating(known.Rating).Tell(standing, completion, pack));
        }

        if (CaseParser.Contradiction(events) is { } contradiction)
        {
            return CaseAnswer.Refused(report.CaseNumber, new Refusal(RefusalKind.Unprocessable, "contradictory-events", "与此前汇聚的事件矛盾：" + contradiction));
        }

        var visit = known?.Visit ?? (report.Visit is null ? null : CaseKeys.Visit(report.Source, report.Visit));
        if (!BundledRating.Judge(report.Rating, known?.Rating, standing, completion, pack).Is(out var bundled, out var refusal))
        {
            return CaseAnswer.Refused(report.CaseNumber, refusal);
        }

        if (!groups.Find(report, place, parties.Applicant, known, gathered, pack).Is(out var group, out var stranger))
        {
            return CaseAnswer.Refused(report.CaseNumber, stranger);
        }

        LeaveStages(report, place, parties, Stages.Fresh(report.Channel, known?.Events ?? [], events, completion, pack, ofBatch: group?.Kind == GroupKind.Batch), pack, by, now);
        var version = Upsert(report, place, parties, cases, by, now);
        var service = known ?? Add(report, hash, services);
        (service.ReportHash, service.Events, service.Visit, service.Rating, service.Standing) = (hash, events, visit, bundled.Rating, completion.Code);
        completion = group is null ? completion : Enter(group, service, MemberOf(report, place, parties, events, completion, pack), completion, pack, by, now);
        LeaveCompletion(report, place, parties, service, completion, bundled.IsNew, pack, by, now);
        return CaseAnswer.Of(report, version == 1 && known is null ? "created" : "corrected", completion, bundled.Tell(standing, completion, pack));
    }

    private static GroupMember MemberOf(
        CaseReport report, ServicePlace place, (Guid? Applicant, Guid? Agent) parties, List<CaseEvent> events, Completion completion, RulePack pack) => new(
            report.CaseId, report.ServiceNumber, place, parties.Applicant, RaterOf(report, parties, pack), events.Find(e => e.Kind == CaseEventKind.Received)?.At,
            completion.By, completion.Code == "not-ratable" ? LeavingReason.Failed : null);

    // The group tells the end, unless it dissolved just now.
    private Completion Enter(GroupRow group, ServiceRow service, GroupMember member, Completion completion, RulePack pack, Actor by, DateTimeOffset now)
    {
        service.GroupId = group.CaseId;
        groups.Enter(group, service, member, pack, by, now);
        return service.GroupId is null ? completion : Group.Told(completion, group.Kind, group.SettledAt is not null, pack);
    }

    private void LeaveStages(
        CaseReport report, ServicePlace place, (Guid? Applicant, Guid? Agent) parties, IEnumerable<CaseEvent> stages, RulePack pack, Actor by, DateTimeOffset now)
    {
        foreach (var stage in stages)
        {
            db.Leave(
                new StageReached(report.CaseId, report.ServiceNumber, place, stage.Kind, stage.At, [report.CaseId], RaterOf(report, parties, pack)),
                Ids.Derive("stage-reached", report.CaseId.ToString(), report.ServiceNumber.ToString(), stage.Kind.ToString()), by, now);
        }
    }

    // A service completes once; a rating is told when it and the completion are both there, whichever came first.
    private void LeaveCompletion(
        CaseReport report, ServicePlace place, (Guid? Applicant, Guid? Agent) parties, ServiceRow service, Completion completion, bool newRating, RulePack pack, Actor by, DateTimeOffset now)
    {
        var completes = completion.By is not null && service.CompletedAt is null;
        if (completes)
        {
            service.CompletedAt = completion.By!.At;
            db.Leave(
                new ServiceCompleted(report.CaseId, report.ServiceNumber, place, completion.By.Kind, completion.By.At, parties.Applicant, RaterOf(report, parties, pack), service.Visit, service.Rating is not null),
                Ids.Derive("service-completed", report.CaseId.ToString(), report.ServiceNumber.ToString()), by, now);
        }

        if (service is { Rating: { } rating, CompletedAt: { } completedAt } && (completes || newRating))
        {
            service.RatingRound++;
            db.Leave(
                new RatingCollected(report.CaseId, report.ServiceNumber, service.RatingRound, place, completedAt, service.Visit, rating.Channel, rating.CapturedAt),
                Ids.Derive("rating-collected", report.CaseId.ToString(), report.ServiceNumber.ToString(), service.RatingRound.ToString()), by, now);
        }
    }

    private int Upsert(CaseReport report, ServicePlace place, (Guid? Applicant, Guid? Agent) parties, Dictionary<Guid, CaseRow> cases, Actor by, DateTimeOffset now)
    {
        if (cases.TryGetValue(report.CaseId, out var row))
        {
            if (row.Place == place && row.Applicant == (parties.Applicant ?? row.Applicant) && row.Agent == (parties.Agent ?? row.Agent))
            {
                return row.Version;
            }

            db.Add(new CaseVersionRow { CaseId = row.CaseId, Version = row.Version, Place = row.Place, ReplacedAt = now });
            (row.Place, row.Region, row.Institution, row.ChangedAt, row.Version) = (place, place.Region, place.Institution, now, row.Version + 1);
            (row.Applicant, row.Agent) = (parties.Applicant ?? row.Applicant, parties.Agent ?? row.Agent);
        }
        else
        {
            db.Add(cases[report.CaseId] = row = new CaseRow
            {
                CaseId = report.CaseId, Source = report.Source, CaseNumber = report.CaseNumber, Region = place.Region, Institution = place.Institution, Place = place,
                Certificate = report.Certificate, Applicant = parties.Applicant, Agent = parties.Agent, Version = 1, ReportedAt = now, ChangedAt = now,
            });
        }

        db.Leave(new CaseReported(row.CaseId, place, row.Version, now), Ids.Derive("case-reported", row.CaseId.ToString(), row.Version.ToString()), by, now);
        return row.Version;
    }

    private ServiceRow Add(CaseReport report, string hash, Dictionary<(Guid, int), ServiceRow> services)
    {
        var service = services[(report.CaseId, report.ServiceNumber)] =
            new ServiceRow { CaseId = report.CaseId, ServiceNumber = report.ServiceNumber, ReportHash = hash, Events = [], Standing = "not-completed" };
        db.Add(service);
        return service;
    }

    /// <summary>The applicant is invited, or the 经办人 / 委托代理人 of a company where the pack lets them rate; never a government agent (C12).</summary>
    private static Guid? RaterOf(CaseReport report, (Guid? Applicant, Guid? Agent) parties, RulePack pack)
    {
        var allowed = pack.Scope.AgentFiledCaseRater;
        var agentMayRate = report.Agent?.Kind switch
        {
            PartyKind.EnterpriseHandler => allowed.Contains(AgentCaseRater.EnterpriseHandler),
            PartyKind.EntrustedAgent => allowed.Contains(AgentCaseRater.EntrustedAgent),
            _ => false,
        };
        var agentIsReachable = agentMayRate && report.Agent?.Data.Phone is not null && report.Applicant?.Data.Phone is null;
        return agentIsReachable ? parties.Agent : parties.Applicant;
    }

    private static string Hash(CaseReport report, ServicePlace place, (Guid? Applicant, Guid? Agent) parties) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { place, parties.Applicant, parties.Agent, report.Certificate, report.Visit, report.Group, report.Events, report.Rating }, FactJson.Options)));

    /// <summary>One case, or a batch in <c>cases</c>.</summary>
    internal sealed record Request : CaseWire
    {
        public IReadOnlyList<CaseWire?>? Cases { get; init; }
    }

    /// <summary>One result per case, in the order of the request.</summary>
    internal sealed record Answer(IReadOnlyList<CaseAnswer> Results);
}
