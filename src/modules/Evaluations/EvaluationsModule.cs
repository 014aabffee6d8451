using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Features;
using Haochaping.Evaluations.Features.Aloud;
using Haochaping.Evaluations.Features.Collected;
using Haochaping.Evaluations.Features.Complaints;
using Haochaping.Evaluations.Features.Leads;
using Haochaping.Evaluations.Features.Pictures;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Evaluations;

/// <summary>评价 — tasks, answers and receipts: one rating per task, whatever channel it comes by.</summary>
public sealed class EvaluationsModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Follower<InviteOnServiceCompleted>();
        room.Follower<InviteOnVisitEnded>();
        room.Follower<InviteOnBatchCompleted>();
        room.Follower<InviteOnThemeCompleted>();
        room.Follower<InviteOnStageReached>();
        room.Follower<KeepOnRatingCollected>();
        room.Follower<PlanMovesOnCalendarChanged>();
        room.Slice<SubmitEvaluation>();
        room.Slice<TakeEvaluations>();
        room.Slice<IssueLink>();
        room.Slice<ShowTask>();
        room.Slice<ProveRater>();
        room.Slice<SendCode>();
        room.Slice<ShowCollectedRating>();
        room.Slice<ShowReceipt>();
        room.Slice<TakeComplaint>();
        room.Slice<PlayRecording>();
        room.Slice<ShowPicture>();
        room.Lane<Submission, TaskRow, Result<Receipt>, SubmitWork>();
        room.Job<SendInvitations>(every: TimeSpan.FromSeconds(10));
        room.Job<RecordCollectedRatings>(every: TimeSpan.FromSeconds(2));
        room.Job<MoveWindows>(every: TimeSpan.FromSeconds(5));
        room.Job<ExpireTasks>(every: TimeSpan.FromSeconds(30));
        room.Act<Invitations>();
        room.Act<KeepPictures>();
        room.Act<Links>();
        room.Act<ListTasks>();
        room.Act<ReadTask>();
        room.Act<ListCollected>();
        room.Act<FindComplaintSubject>();
        room.Act<FileComplaint>();
        room.Act<ShowComplaint>();
        room.Act<ListComplaints>();
        room.Act<CountComplaints>();
        room.Act<ReadComplaint>();
        room.Act<ListLeads>();
        room.Act<ReadLead>();
        room.Act<EvaluationLookups>();
        room.Act<ListDialects>();
        room.Act<AddDialect>();
        room.Act<KeepRecordings>();
        room.Act<RemoveRecordings>();
        room.Services.AddSingleton<Proofs>();
        room.Services.AddSingleton(new InvitationMessages(room.Configuration));
        room.Services.AddScoped<IRatingStandings>(services => services.GetRequiredService<ShowCollectedRating>());
        room.Services.AddScoped<IEvaluations>(services => services.GetRequiredService<EvaluationLookups>());
        room.Services.AddScoped<ILeads, FlagLead>();
        room.Services.AddScoped<IRatingDesk, RatingDesk>();
        room.Services.AddScoped<IComplaintDesk, ComplaintDesk>();
        room.Services.AddScoped<IVerifyRows, VerifyEvaluations>();
        room.Services.AddScoped<IVerifyRows, VerifyComplaints>();
        room.Services.AddScoped<IVerifyRows, VerifyLeads>();
        room.Services.AddScoped<IVerifyRows, VerifyRecordings>();
        room.Services.AddScoped<IWhatIf, WhatIfOfEvaluations>();
        room.Services.AddScoped<ICaseLinks, TasksOfCase>();
        room.Services.AddScoped<ICaseLinks, ComplaintsOfCase>();
        room.Menu("评价任务", "/console/tasks", 20, Access.Own);
        room.Menu("随报评价", "/console/collected", 21, Access.Read);
        room.Menu("投诉登记", "/console/complaints", 15, Access.Read);
        room.Menu("违纪违法线索", "/console/leads", 16, Access.Leads);
        room.Menu("朗读录音", "/console/recordings", 114, Access.Administer);
        room.PublicMenu(Words.Key("查验我的评价"), "/check", order: 30);
        room.PublicMenu(Words.Key("我要投诉"), "/complain", order: 40);
    }
}
