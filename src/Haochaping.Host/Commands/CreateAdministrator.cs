using System.CommandLine;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;

namespace Haochaping.Host.Commands;

/// <summary>新建管理员 — for whoever owns the machine; the second factor is set up at the first sign-in.</summary>
internal static class CreateAdministrator
{
    public static Command Define(Session session)
    {
        var name = new Argument<string>("NAME") { Description = "账号名：3 至 32 位小写字母、数字、点、横线、下划线。 Login name." };
        var display = Options.Text("--display-name", "TEXT", "同事看到的名称，默认为账号名。 What colleagues read.");
        var file = Options.Text("--password-file", "FILE", "从文件第一行读取口令，- 为标准输入；不写则询问，输入不显示。 Reads the password from a file.");
        var reset = new Option<bool>("--reset") { Description = "该管理员已存在：重设口令并清除双因素。 Resets an existing administrator." };
        var command = new Command("create-admin", "新建系统管理员账号。 Makes an administrator.") { name, display, file, reset };
        command.SetAction(async (line, cancel) =>
        {
            if (Options.Secret(session.Terminal, line.GetValue(file), "口令：") is not { Length: > 0 } password)
            {
                session.Terminal.Complain("没有口令：请在终端输入，或用 --password-file 指定文件。");
                return Exit.Refused;
            }

            var (login, shown) = (line.GetValue(name)!, line.GetValue(display) ?? line.GetValue(name)!);
            return await session.InHouseAsync((services, stop) => MakeAsync(session.Terminal, services.GetRequiredService<CreateAdmin>(), login, shown, password, line.GetValue(reset), stop), cancel);
        });
        return command;
    }

    private static async Task<int> MakeAsync(Terminal terminal, CreateAdmin create, string name, string display, string password, bool reset, CancellationToken cancel)
    {
        var refusal = reset
            ? Refused(await create.ResetAsync(name, password, cancel))
            : Refused(await create.RunAsync(name, display, password, cancel));
        if (refusal is not null)
        {
            return terminal.Refuse(refusal);
        }

        terminal.Say($"管理员 {name} {(reset ? "已重设口令" : "已新建")}。首次登录 /console 时设置双因素验证。");
        return Exit.Ok;
    }

    private static Refusal? Refused<T>(Result<T> result) => result.Is(out _, out var refusal) ? null : refusal;
}
