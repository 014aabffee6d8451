using Haochaping.Catalog.Contracts;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>评价表 — what a rater sees of a task: the service, the question, the reasons to choose from, until when.</summary>
internal sealed class ShowTask(AppDb db, ICatalog catalog, IVault vault, IRulePacks packs, NationalTags tags, Links links, IKeys keys, TimeProvider clock) : ISlice
{
    private static readonly Refusal NotYet = new(RefusalKind.NotFound, "not-completed-yet", "尚未办结，办结后可评价。请保留回执，办结后再次扫码。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/tasks/{token}", async (string token, ShowTask slice, CancellationToken cancel) => (await slice.RunAsync(token, cancel)).ToAnswer())
        .WithName("show-task").WithSummary("评价表：事项、办件、指标、标签、截止时间").Produces<TaskForm>().ProducesProblem(404)
        .AllowAnonymous();

    public async Task<Result<TaskForm>> RunAsync(string? token, CancellationToken cancel, DateTimeOffset? at = null)
    {
        if (await links.OpenAsync(token, cancel) is not { } link)
        {
            return SubmitEvaluation.BadLink;
        }

        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.CaseId == link.CaseId && t.TaskId == link.TaskId, cancel) is not { } task)
        {
            return link.Channel == ChannelKind.ReceiptDynamicQr ? NotYet : SubmitEvaluation.BadLink;
        }

        var pack = packs.Get(PackRef.Parse(task.Pack));
        var staff = task.Place.Staff is { } person ? (await catalog.FindStaffByTokenAsync([person], cancel)).GetValueOrDefault(person) : null;
        var open = Evaluation.MayAnswer(task, at ?? clock.Now());
        var needsProof = pack.Identity.RealName == RealName.Mandatory && link.Channel is not ChannelKind.WindowDevice && open;
        var only = StageKinds.Only(task.Kind, pack);
        return new TaskForm
        {
            ItemName = task.Place.ItemName,
            CaseNumber = task.Place.CaseNumber,
            Kind = task.Kind,
            Cases = task.Cases,
            Linked = [.. (task.Linked ?? []).Select(l => new LinkedChoice(l.Place.CaseNumber, l.Place.ItemName, l.Place.InstitutionName))],
            IsVisit = task.Kind is SubjectKind.Visit or SubjectKind.TurnedAway,
            Place = string.Join(' ', new[] { task.Place.InstitutionName, task.Place.Window }.OfType<string>()),
            Staff = staff?.DisplayName,
            WorkNumber = staff?.WorkNumber,
            CompletedAt = task.CompletedAt,
            CountsFrom = task.CountsFrom,
            ClosesAt = open && task.State == TaskState.Defaulted ? task.SupplementUntil!.Value : task.ClosesAt,
            Provisional = task.Provisional,
            MovedFrom = task.MovedFrom,
            MovedBy = task.MovedBy,
            State = open ? "open" : task.State == TaskState.Open ? "closed" : task.State.ToString().ToLowerInvariant(),
            ReceiptCode = task.State == TaskState.Answered ? ReceiptCode.Of(task.CaseId, task.TaskId, keys) : null,
            ExplainPath = ExplainLink.For(pack.Ref, Clock.EvaluationWindow, task.DayZero.BusinessDate()),
            Pack = task.Pack,
            Window = pack.Window.Length.ToString(),
            WindowBasis = pack.Value("window.length").Basis,
            Indicators = only ?? pack.Form.Indicators.All,
            Questions = Questionnaire.Of(task, pack),
            Tags = only is not null ? [] : [.. Level.BestFirst.SelectMany(l => tags.Of((int)l)).Select(t => new TagChoice(t.Code, t.Level, t.Text))],
            TagsVersion = tags.Version,
            MostTags = pack.Form.Tags.Max,
            MostCharacters = pack.Form.FreeText.Enabled ? pack.Form.FreeText.MaxChars : 0,
            PrivateOption = pack.Identity.PrivateOption,
            NeedsProof = needsProof,
            PhoneTail = needsProof ? await SendCode.PhoneTailAsync(task, pack, vault, cancel) : null,
            Banners = [.. pack.Banners.Select(b => b.Text)],
        };
    }
}
