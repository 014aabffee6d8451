using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Features;
using Haochaping.Policy.Features.Drafts;
using Haochaping.Policy.Storage;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Policy;

/// <summary>制度规则 — rule packs, the work calendar and every legal deadline.</summary>
public sealed class PolicyModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddSingleton<RuleFolder>();
        room.Services.AddSingleton(services => services.GetRequiredService<RuleFolder>().Tags());
        room.Services.AddSingleton<IPackArchive, PackArchive>();
        room.Services.AddSingleton<ICalendarArchive, CalendarArchive>();
        room.Services.AddSingleton<IApprovedDrafts, ApprovedDrafts>();
        room.Services.AddSingleton<RunningRules>();
        room.Services.AddSingleton<IRulePacks>(services => services.GetRequiredService<RunningRules>());
        room.Services.AddSingleton<IWorkCalendar>(services => services.GetRequiredService<RunningRules>());
        room.Services.AddSingleton<IDeadlines, Deadlines>();
        room.Services.AddSingleton<PolicyExplain>();
        room.Services.AddHostedService<OpenRules>();
        room.Services.AddHostedService<FollowRules>();
        room.Services.AddSingleton<IBanner, CalendarBanner>();
        room.Services.AddScoped<ICalendarImport, ImportCalendar>();
        room.Job<NoteCalendarFiles>(every: TimeSpan.FromMinutes(1));
        room.Services.AddHealthChecks().AddCheck<CalendarHealth>("policy-calendar").AddCheck<RulesHealth>("policy-rules");
        room.Slice<ExplainDeadline>();
        room.Act<DraftDesk>().Act<DraftPack>().Act<EditDraft>().Act<DecideDraft>().Act<RehearseDraft>().Act<ImportPack>().Act<DraftTrail>();
        room.Services.AddSingleton<DraftRuns>();
        room.Services.AddHostedService(services => services.GetRequiredService<DraftRuns>());
        room.Slice<ExportPack>();
        room.Job<ActivatePacks>(every: TimeSpan.FromSeconds(30));
        room.Services.AddScoped<IAskWhatIf, AskWhatIf>();
        room.Menu(Words.Key("规则起草与审批"), "/console/rules/drafts", 132, Access.Administer);
        room.PublicMenu("期限怎么算", "/rules/explain", 90);
        room.Menu("制度规则", "/console/rules", 130, Access.Staff);
        room.Menu("工作日历", "/console/calendar", 131, Access.Staff);
    }
}
