using System.Globalization;
using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>提出申诉 — by somebody of the unit that was rated, against what the pack lets be contested, within its time.</summary>
internal sealed class FileAppeal(AppDb db, CaseJournal journal, IRulePacks packs, IDeadlines deadlines, FindDesk desks, TellRater tell, ISealedFiles files, TimeProvider clock) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "rating-unknown", "没有找到这条评价：只能对本单位收到的评价提出申诉。");
    private static readonly Refusal Filed = new(RefusalKind.Conflict, "appeal-exists", "这条评价已经提出过申诉：一条评价只复核一次；在提出复核意见之前撤回的，可以重新提出。");

    private static readonly Refusal NotForIt = new(RefusalKind.NotAllowed, "appeal-not-for-unit", "代表单位提出申诉须由承办或主管人员办理；工作人员可以本人名义提出。");

    private static readonly Refusal NotYou = new(RefusalKind.NotAllowed, "appeal-not-by-you", "以本人名义申诉须用本人的账号：您的账号没有关联这位工作人员。请联系管理员关联本人，或由单位提出。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/appeals", async (HttpContext http, FileAppeal slice, Hands hands, CancellationToken cancel) =>
            (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var request, out var no)
                ? (await slice.RunAsync(request, await hands.OfAsync(http.User), cancel)).ToAnswer(201)
                : no.ToProblem())
        .WithName("file-appeal").WithSummary("提出申诉：由被评价单位或工作人员，对规则允许的评价内容")
        .WithTags("appeals")
        .Accepts<Request>("application/json").Produces<AppealAnswer>(201).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422)
        .WithMetadata(new RequestSizeLimitAttribute(EvidenceFiles.MostBytes))
        .RequireAuthorization(Access.Own);

    public async Task<Result<AppealAnswer>> RunAsync(Request request, Hand hand, CancellationToken cancel)
    {
        // load: foreign and missing look alike
        var now = clock.Now();
        if (request is not { CaseId: { } caseId, TaskId: { } taskId } || await journal.RatingAsync(caseId, taskId, cancel) is not { } rated || !IsRated(rated, hand.Scope))
        {
            return Unknown;
        }

        if (request.By != AppellantKind.Staff && !hand.Handles && !hand.Supervises)
        {
            return NotForIt;
        }

        if (request.By == AppellantKind.Staff && rated.Task.Place.Staff is { } person && !hand.Scope.Is(person))
        {
            return NotYou;
        }

        var earlier = await db.Appeals.AsNoTracking().Where(a => a.CaseId == caseId && a.TaskId == taskId).ToListAsync(cancel);
        var rules = RulesOf(rated);

        // decide
        var filing = new Filing(request.By, request.Ground, request.Against, request.Statement, Parsing.Clean(request.Recording));
        if (!EvidenceFiles.Rule.Judge(request.Evidence).Is(out var evidence, out var no) || !Appeal.Contest(rules, rated, filing, now).Is(out var claim, out no))
        {
            return no;
        }

        if (earlier.Exists(IsHeard))
        {
            return Filed;
        }

        var id = Ids.Derive("appeal", taskId.ToString(), earlier.Count.ToString(CultureInfo.InvariantCulture));
        var appeal = Describe(id, rated, filing, claim, rules, await desks.ForAsync(rules.Pack, rated, cancel), hand, now).Begin(rules, now);

        // save
        db.Add(appeal);
        Leave(appeal, filing, evidence, hand, now);
        await tell.FiledAsync(db, appeal, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return AppealAnswer.Of(appeal);
        }
        catch (DbUpdateException) when (db.Appeals.AsNoTracking().Any(a => a.CaseId == caseId && a.Id == id))
        {
            return Filed;
        }
    }

    /// <summary>The rules of the place on the day of the rating, as for its order.</summary>
    public Rules RulesOf(EvaluationSubmitted rated) => new(packs.For(rated.Task.Place.Region, rated.ReceivedAt.BusinessDate()), deadlines);

    /// <summary>Whether somebody was rated, or belongs to the unit that was; a region's staff do not appeal for it.</summary>
    public static bool IsRated(EvaluationSubmitted rated, StaffScope scope) =>
        scope.Is(rated.Task.Place.Staff) ||
        scope.Institutions.Contains(rated.Task.Place.Institution) || (rated.Task.Place.HandlingInstitution is { } other && scope.Institutions.Contains(other));

    /// <summary>Whether the rating has had its appeal: one withdrawn after the first opinion has, or reviewers could be chosen.</summary>
    public static bool IsHeard(Appeal appeal) => appeal.State != AppealState.Withdrawn || appeal.Uphold is not null;

    private void Leave(Appeal appeal, Filing filing, IReadOnlyList<FileContent> evidence, Hand hand, DateTimeOffset now)
    {
        // The call is evidence like the statement: one text, one commitment.
        var (text, salt) = (filing.Statement!.Trim() + (filing.Recording is { } call ? $"\n通话记录编号：{call}" : ""), Commitment.NewSalt());
        IReadOnlyList<string> words = [Named.Word(appeal.About.By), Named.Word(appeal.About.Ground), .. Appeal.Items(appeal.About.Claim)];
        db.Add(new AppealLine { CaseId = appeal.CaseId, AppealId = appeal.Id, Line = appeal.Version, Act = AppealAct.Filed, At = now, By = hand.By.ToString(), Words = words, Text = text, Salt = salt });
        var entry = Ids.Derive("appeal-fact", appeal.Id.ToString(), "0");
        db.Leave(new AppealFiled(appeal.CaseId, appeal.About, now, appeal.DecideBy, appeal.EndorseBy, appeal.Slip, Commitment.Of(text, salt)) { Evidence = EvidenceFiles.Hashes(evidence) }, entry, hand.By, now);
        files.Seal(db, appeal.CaseId, entry, evidence);
    }

    private static Appeal Describe(Guid id, EvaluationSubmitted rated, Filing filing, AppealClaim claim, Rules rules, AppealVenue desk, Hand hand, DateTimeOffset now)
    {
        var (task, place) = (rated.Task, rated.Task.Place);
        var number = $"S-{now.BusinessDate():yyyyMMdd}-{id.ToString("N")[..6].ToUpperInvariant()}";
        return new()
        {
            CaseId = rated.CaseId,
            Id = id,
            About = new(
                id, number, task, rated.Level, rated.IsNegative, rated.IsPositive, rated.RealName, rated.Private, rated.Channel, rated.ReceivedAt.BusinessDate(),
                rules.Pack.Ref.ToString(), filing.By!.Value, filing.Ground!.Value, claim, desk.Party, desk.Code),
            TaskId = task.TaskId,
            Number = number,
            CaseNumber = place.CaseNumber,
            Institution = place.Institution,
            Region = place.Region,
            Handling = place.HandlingInstitution,
            PersonnelUnit = desk.PersonnelUnit,
            DeskCode = desk.Code,
            DeskRegion = desk.Region,
            DeskName = desk.Name,
            Staff = place.Staff,
            Rater = rated.Rater,
            FiledBy = hand.By.ToString(),
            FiledAsStaff = filing.By == AppellantKind.Staff,
            FiledAt = now,
            DecideBy = now.BusinessDate(),
            Slip = filing is { Ground: AppealGround.Mistaken, Recording: not null } ? SlipConfirmation.RecordedCall : null,
            Version = 1,
        };
    }

    /// <summary>An appeal as it is filed.</summary>
    /// <param name="CaseId">Lead case of the rating.</param>
    /// <param name="TaskId">The rating.</param>
    /// <param name="By">As whom.</param>
    /// <param name="Ground">申诉理由.</param>
    /// <param name="Against">Indicators, 总体评价 or 个人记录.</param>
    /// <param name="Statement">举证解释.</param>
    /// <param name="Recording">通话记录编号, where the rater confirmed a slip on the phone.</param>
    /// <param name="Evidence">佐证材料: JPEG, PNG or PDF.</param>
    internal sealed record Request(
        Guid? CaseId, Guid? TaskId, AppellantKind? By, AppealGround? Ground, IReadOnlyList<string>? Against, string? Statement, string? Recording, IReadOnlyList<byte[]?>? Evidence = null);
}
