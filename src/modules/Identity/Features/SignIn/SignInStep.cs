using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>What still stands between a right password and a full session.</summary>
internal enum SignInStep
{
    /// <summary>输入动态口令.</summary>
    Code,

    /// <summary>更换一次性口令.</summary>
    NewPassword,

    /// <summary>设置双因素验证.</summary>
    SecondFactor,

    /// <summary>登录完成.</summary>
    Done,
}

internal static class SignInSteps
{
    /// <summary>The next step of an account; administrators never get a full session on a password alone. Who came by 统一身份认证 used no password, and may have shown the second factor there.</summary>
    public static SignInStep Next(Account account, bool codeGiven, bool byProvider = false) => account switch
    {
        { TotpSecret: not null } when !codeGiven => SignInStep.Code,
        { OneTimePassword: true } when !byProvider => SignInStep.NewPassword,
        { TotpSecret: null } when !codeGiven && Enum.GetValues<Role>().Any(r => account.Has(r) && Roles.NeedsSecondFactor(r)) => SignInStep.SecondFactor,
        _ => SignInStep.Done,
    };

    /// <summary>Where the step's page is.</summary>
    public static string Page(SignInStep step) => step switch
    {
        SignInStep.Code => "/console/sign-in/code",
        SignInStep.NewPassword => "/console/password",
        SignInStep.SecondFactor => "/console/second-factor",
        SignInStep.Done => "/console",
    };
}
