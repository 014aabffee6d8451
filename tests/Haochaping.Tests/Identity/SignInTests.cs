using System.Globalization;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.Accounts;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Identity;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Right = "Correct-Horse-1";
    private IdentityHouse house = null!;
    private int attempts;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => house = await IdentityHouse.StartAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task The_right_password_signs_in_and_is_noted()
    {
        await CreateAsync();
        (await TryAsync(" Viewer.One ", Right)).Value.Name.ShouldBe("viewer.one");
        (await OutcomesAsync()).ShouldBe([SignInOutcome.PasswordRight]);
    }

    [Fact]
    public async Task Wrong_password_unknown_locked_and_disabled_account_get_one_answer()
    {
        var id = await CreateAsync();
        var answers = new List<Refusal> { (await TryAsync("nobody", Right)).Refusal!, (await TryAsync("viewer.one", "wrong")).Refusal! };
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await TryAsync("viewer.one", "wrong")).Refusal!);
        }

        answers.Add((await TryAsync("viewer.one", Right)).Refusal!);
        await house.DoAsync((ChangeAccount change) => change.DisableAsync(id, Actor.House, Cancel));
        answers.Add((await TryAsync("viewer.one", Right)).Refusal!);
        answers.Distinct().Count().ShouldBe(1);
        (await OutcomesAsync()).Distinct().ShouldBe(
            [SignInOutcome.NoSuchAccount, SignInOutcome.PasswordWrong, SignInOutcome.Locked, SignInOutcome.Disabled], ignoreOrder: true);
    }

    [Fact]
    public async Task Five_wrong_tries_lock_for_a_quarter_of_an_hour()
    {
        await CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            (await TryAsync("viewer.one", "wrong")).Refusal.ShouldNotBeNull();
        }

        (await TryAsync("viewer.one", Right)).Refusal.ShouldNotBeNull("locked");
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        (await TryAsync("viewer.one", Right)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Guesses_at_once_get_no_more_tries_than_guesses_in_a_row()
    {
        await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryAsync("viewer.one", "wrong")));
        (await OutcomesAsync()).Count(o => o == SignInOutcome.PasswordWrong).ShouldBe(5);
    }

    [Fact]
    public async Task A_success_forgets_earlier_mistakes()
    {
        await CreateAsync();
        for (var i = 0; i < 12; i++)
        {
            (await TryAsync("viewer.one", i % 4 == 3 ? Right : "wrong")).Refusal.ShouldBe(i % 4 == 3 ? null : (await TryAsync("nobody", "x")).Refusal);
        }
    }

    [Fact]
    public async Task More_than_ten_tries_a_minute_from_one_place_are_not_even_looked_at()
    {
        await CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            await TryAsync("viewer.one", "wrong", "192.0.2.1");
        }

        (await TryAsync("viewer.one", "wrong", "192.0.2.1")).Refusal!.Code.ShouldBe("too-many-tries");
        (await TryAsync("someone.else", "wrong", "192.0.2.1")).Refusal!.Code.ShouldBe("sign-in-failed", "others behind the same address are not blocked");
        (await OutcomesAsync()).Count(o => o is SignInOutcome.PasswordWrong or SignInOutcome.Locked).ShouldBe(10);
    }

    [Fact]
    public async Task A_code_is_accepted_once_and_its_replay_is_refused()
    {
        var (account, secret) = await EnrolledAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = CodeNow(secret);
        (await CodeAsync(account, code)).ShouldBeNull();
        (await CodeAsync(account, code)).ShouldBe("code-wrong");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        (await CodeAsync(account, code)).ShouldBe("code-wrong");
        (await CodeAsync(account, CodeNow(secret))).ShouldBeNull();
    }

    [Fact]
    public async Task The_code_that_set_it_up_does_not_sign_in_again()
    {
        var (account, secret) = await EnrolledAsync();
        (await CodeAsync(account, CodeNow(secret))).ShouldBe("code-wrong");
    }

    [Fact]
    public async Task Knowing_the_password_gives_no_endless_guesses_at_the_code()
    {
        var (account, secret) = await EnrolledAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(account.Name, Right);
            await CodeAsync(account, "000000");
        }

        (await CodeAsync(account, CodeNow(secret))).ShouldBe("code-wrong", "locked, although the password was right each time");
    }

    [Fact]
    public async Task A_recovery_code_is_good_once()
    {
        var (account, _, codes) = await EnrolAsync();
        codes.Distinct().Count().ShouldBe(10);
        (await CodeAsync(account, codes[3].ToLowerInvariant().Replace('-', ' '))).ShouldBeNull();
        (await CodeAsync(account, codes[3])).ShouldBe("code-wrong");
        (await CodeAsync(account, codes[4])).ShouldBeNull();
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_agree_with_RFC_6238(long seconds, string code)
    {
        var secret = "12345678901234567890"u8;
        Totp.Code(secret, seconds / 30).ShouldBe(code);
        Totp.StepOf(code, secret, DateTimeOffset.FromUnixTimeSeconds(seconds + 30)).ShouldBe(seconds / 30);
        Totp.StepOf(code, secret, DateTimeOffset.FromUnixTimeSeconds(seconds + 60)).ShouldBeNull();
        Totp.Base32(secret).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    [Fact]
    public async Task A_one_time_password_opens_only_the_page_that_replaces_it()
    {
        var made = (await house.DoAsync((CreateStaff c) => c.RunAsync(Viewer() with { Password = null }, Actor.House, Cancel))).Value;
        var account = (await TryAsync("viewer.one", made.OneTimePassword!)).Value;
        SignInSteps.Next(account, codeGiven: false).ShouldBe(SignInStep.NewPassword);
        var stamp = account.Stamp;
        account = (await house.DoAsync((ChangePassword c) => c.RunAsync(account.Id, made.OneTimePassword!, Right, Cancel))).Value;
        SignInSteps.Next(account, codeGiven: false).ShouldBe(SignInStep.Done);
        account.Stamp.ShouldNotBe(stamp, "other sessions end");
        (await TryAsync("viewer.one", made.OneTimePassword!)).Refusal.ShouldNotBeNull();
        (await TryAsync("viewer.one", Right)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task An_administrator_never_gets_a_session_on_a_password_alone()
    {
        await house.DoAsync((CreateAdmin c) => c.RunAsync("root.one", "管理员", Right, Cancel));
        SignInSteps.Next((await TryAsync("root.one", Right)).Value, codeGiven: false).ShouldBe(SignInStep.SecondFactor);
        await EnrolAsync("root.one");
        SignInSteps.Next((await TryAsync("root.one", Right)).Value, codeGiven: false).ShouldBe(SignInStep.Code);
        SignInSteps.Next((await TryAsync("root.one", Right)).Value, codeGiven: true).ShouldBe(SignInStep.Done);
    }

    [Theory]
    [InlineData("Short-1")]
    [InlineData("alllowercaseonly")]
    [InlineData("lowercase123456")]
    [InlineData("Viewer.One-2026")]
    [InlineData("Aa1Aa1Aa1Aa1Aa1")]
    public void A_weak_password_is_refused(string password) => Passwords.Complaint(password, "viewer.one").ShouldNotBeNull();

    [Requirement("JLP-2.5.3a")]
    [Fact]
    public async Task Whoever_is_judged_does_not_judge()
    {
        var refused = await house.DoAsync((CreateStaff c) => c.RunAsync(Viewer() with { Roles = [Role.Handler, Role.Supervisor] }, Actor.House, Cancel));
        refused.Refusal!.Complaints!.Single().Code.ShouldBe("roles-exclusive");
        (await house.DoAsync((CreateStaff c) => c.RunAsync(Viewer() with { Roles = [Role.Supervisor, Role.Publisher] }, Actor.House, Cancel))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_manages_their_own_account_and_every_change_is_a_fact()
    {
        var id = await CreateAsync();
        var own = new Actor(ActorKind.Staff, id.ToString("N"));
        (await house.DoAsync((ChangeAccount c) => c.EditAsync(id, new([Role.Administrator], [], [], [], null), own, Cancel))).Refusal!.Code.ShouldBe("own-account");
        (await house.DoAsync((ChangeAccount c) => c.EditAsync(id, new([Role.Auditor], [], ["360100"], [], null), Actor.House, Cancel))).Refusal.ShouldBeNull();
        (await house.WithDbAsync(db => db.Journal.CountAsync(e => e.Type == "account-changed@1", Cancel))).ShouldBe(2);
    }

    [Fact]
    public async Task Neither_passwords_nor_secrets_are_logged()
    {
        var (account, secret) = await EnrolledAsync();
        await TryAsync(account.Name, Right);
        await CodeAsync(account, CodeNow(secret));
        house.Log.Text.ShouldNotContain(Right);
        house.Log.Text.ShouldNotContain(Totp.Base32(secret));
    }

    private static NewStaff Viewer() => new("viewer.one", "丙某", [Role.Viewer], [], ["*"], Right);

    private async Task<Guid> CreateAsync() => (await house.DoAsync((CreateStaff c) => c.RunAsync(Viewer(), Actor.House, Cancel))).Value.Id;

    // Every try comes from another address, so that the lock is tested and not the limiter.
    private Task<Result<Account>> TryAsync(string name, string password, string? address = null) =>
        house.DoAsync((CheckPassword check) => check.RunAsync(name, password, address ?? $"2001:db8::{Interlocked.Increment(ref attempts)}", Cancel));

    private async Task<string?> CodeAsync(Account account, string code) =>
        (await house.DoAsync((CheckCode check) => check.RunAsync(account, code, "192.0.2.7", Cancel))).Refusal?.Code;

    private string CodeNow(byte[] secret) => Totp.Code(secret, house.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

    private async Task<(Account Account, byte[] Secret)> EnrolledAsync()
    {
        var (account, secret, _) = await EnrolAsync();
        return (account, secret);
    }

    private async Task<(Account Account, byte[] Secret, string[] Codes)> EnrolAsync(string name = "viewer.one")
    {
        if (name == "viewer.one")
        {
            await CreateAsync();
        }

        var account = await house.WithDbAsync(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Name == name, Cancel));
        var begun = await house.DoAsync((EnrolSecondFactor e) => Task.FromResult(e.Begin(account)));
        begun.Svg.ShouldStartWith("<svg");
        var secret = await house.DoAsync((SecondFactorSecret s) => Task.FromResult(s.Open(begun.Sealed)));
        var codes = (await house.DoAsync((EnrolSecondFactor e) => e.ConfirmAsync(account, begun.Sealed, CodeNow(secret), Cancel))).Value;
        return (await house.WithDbAsync(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id, Cancel)), secret, codes);
    }

    private Task<List<SignInOutcome>> OutcomesAsync() => house.WithDbAsync(db => db.SignIns.OrderBy(s => s.Id).Select(s => s.Outcome).ToListAsync(Cancel));
}
