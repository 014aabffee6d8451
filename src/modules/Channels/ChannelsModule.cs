using Haochaping.Channels.Features;
using Haochaping.Channels.Features.Codes;
using Haochaping.Channels.Features.Devices;
using Haochaping.Channels.Features.Embed;
using Haochaping.Channels.Features.Hotline;
using Haochaping.Channels.Features.Messages;
using Haochaping.Channels.Features.Paper;
using Haochaping.Channels.Features.Portal;
using Haochaping.Channels.Features.Pulse;
using Haochaping.Channels.Features.Terminal;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Channels;

/// <summary>渠道 — the ways in: devices, codes, portal, messages, hotline, paper. Each ends at the one rating desk of Evaluations.</summary>
public sealed class ChannelsModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        ComposeDevices(room);
        ComposePortal(room);
        ComposePlaces(room);
        ComposeMessages(room);
        ComposePaper(room);
        ComposePulse(room);
    }

    // 窗口评价器
    private static void ComposeDevices(Room room)
    {
        room.Services.AddSingleton<Bells>();
        room.Follower<NoteServicesAtWindows>();
        room.Job<HandInWaitingRatings>(every: TimeSpan.FromSeconds(30));
        room.Job<ForgetPendingDevices>(every: TimeSpan.FromHours(1));
        room.Act<DeviceDoor>();
        room.Act<PromptScreen>();
        room.Act<HandInRating>();
        room.Act<EnrolDevice>();
        room.Act<ListDevices>();
        room.Act<ListDeviceRatings>();
        room.Act<PromptRates>();
        room.Act<ReadSlip>();
        room.Slice<ServeDeviceWorker>();
        room.Slice<StartDevice>();
        room.Slice<ContactDevice>();
        room.Slice<LiveDevice>();
        room.Slice<GivePrompt>();
        room.Slice<ShowPrompt>();
        room.Slice<DeliverRatings>();
        room.Slice<ComplainAtWindow>();
        room.Menu("窗口请评价", "/console/window", 24, Access.Serve);
        room.Menu("窗口邀请率", "/console/prompts", 25, Access.Serve);
        room.Menu("评价器", "/console/devices", 112, Access.Places);
    }

    // 门户, 内嵌
    private static void ComposePortal(Room room)
    {
        Oidc.AddTo(room.Services, PortalSettings.From(room.Configuration));
        room.Slice<SignInAtProvider>();
        room.Slice<ServeEmbedScript>();
        room.Act<ListMyRatings>();
        room.PublicMenu(Words.Key("我的服务"), "/my", order: 25);
    }

    // 场所码, 自助终端, 专用电脑
    private static void ComposePlaces(Room room)
    {
        room.Services.AddSingleton<AskLimiter>().AddSingleton<PhoneSteps>();
        room.Services.AddScoped<SharedScreens>().AddScoped<ISharedScreens>(services => services.GetRequiredService<SharedScreens>());
        room.Slice<HandOver>();
        room.Act<ListCodes>();
        room.Act<IssueCode>();
        room.Act<ScanCode>();
        room.Act<VerifyPhone>();
        room.Act<RateAtPc>();
        room.Menu("场所二维码", "/console/codes", 113, Access.Places);
    }

    // 短信回复, 12345
    private static void ComposeMessages(Room room)
    {
        room.Slice<TakeReply>();
        room.Slice<TakePress>();
        room.Act<ActOnReply>();
        room.Act<ListReplies>();
        room.Job<CloseTalks>(every: TimeSpan.FromMinutes(1));
        room.Job<SettlePresses>(every: TimeSpan.FromSeconds(10));
        room.Menu("短信回复", "/console/sms-replies", 142, Access.Read);
    }

    // 纸质评价表
    private static void ComposePaper(Room room)
    {
        room.Act<IssueForms>();
        room.Act<NearForms>();
        room.Act<EnterForm>();
        room.Act<VoidForm>();
        room.Act<ListForms>();
        room.Slice<ShowScan>();
        room.Services.AddScoped<IVerifyRows, VerifyPaper>();
        room.Services.AddScoped<IVerifyRows, VerifyChannels>();
        room.Menu("纸质评价表", "/console/paper", 26, Access.Serve);
    }

    // 脉搏
    private static void ComposePulse(Room room)
    {
        room.Follower<CountPulse>();
        room.Act<ReadPulse>();
        room.Services.AddHealthChecks().AddCheck<PulseHealth>("channels-silent");
        room.Menu(Words.Key("评价渠道脉搏"), "/console/channels", 27, Access.Figures);
    }
}
