using Haochaping.Identity.Contracts;
using Haochaping.Identity.Features;
using Haochaping.Identity.Features.Accounts;
using Haochaping.Identity.Features.Clients;
using Haochaping.Identity.Features.Files;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Identity.Features.Vault;
using Haochaping.Kernel;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity;

/// <summary>身份 — who signs in, which systems call, and the vault of personal data.</summary>
public sealed class IdentityModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        var settings = SignInSettings.From(room.Configuration);
        room.Services.AddSingleton(settings);
        room.Services.AddHouseDataProtection();
        Authentication.AddAuthentication(room.Services, settings);
        StaffProvider.From(room.Configuration).AddTo(room.Services);

        // 个人信息保险库
        room.Services.AddSingleton<IVault, Vault>();
        room.Services.AddScoped<IVaultCheck, VaultCheck>();
        room.Services.AddScoped<IErasures, Erasures>();

        // 密封文件和限次
        room.Services.AddSingleton<ISealedFiles, SealedFiles>();
        room.Services.AddSingleton<ILimits, Limits>();
        room.Services.AddScoped<IVerifyRows, VerifyFiles>();
        room.Job<SweepFiles>(every: TimeSpan.FromMinutes(10));

        // 群众
        room.Services.AddSingleton<ICitizenSession, CitizenSession>();

        // 登录
        room.Services.AddSingleton<SignInLimiter>();
        room.Services.AddSingleton<SecondFactorSecret>();
        room.Services.AddScoped<Session>();
        room
            .Act<Tries>()
            .Act<CheckPassword>()
            .Act<CheckCode>()
            .Act<ChangePassword>()
            .Act<EnrolSecondFactor>()
            .Slice<GoToDesk>()
            .Slice<SignInByProvider>()
            .Slice<SignOut>();

        // 账号
        room.Services.AddScoped<IStaffNames, StaffNames>();
        room
            .Act<CreateStaff>()
            .Act<CreateAdmin>()
            .Act<ChangeAccount>()
            .Act<Delegation>()
            .Menu("账号", "/console/accounts", 150, Access.Delegate)
            .Menu("接入系统", "/console/clients", 151, Access.Delegate)
            .Menu("个人信息查阅记录", "/console/access-log", 160, Access.Audit)
            .Menu("修改口令", "/console/password", 190, Access.Staff)
            .Menu("双因素验证", "/console/second-factor", 191, Access.Staff);

        // 接入系统
        room.Services.AddSingleton<LiveClients>();
        room.Act<CreateClient>()
            .Act<ManageClients>();
    }
}
