using System.CommandLine;
using Haochaping.Kernel;
using Haochaping.Kernel.Keys;

namespace Haochaping.Host.Commands;

/// <summary>密钥 — the key file: made, printed under a passphrase, brought back, rotated. Works on the file alone.</summary>
internal static class Key
{
    public static Command Define(Session session) => new("key", "密钥文件：新建、离线备份、导入、轮换、指纹。 The key file.")
    {
        Simple(session, "init", "新建密钥文件，从不覆盖。 Makes a key file.", path => Init(session, path)),
        Simple(session, "fingerprint", "显示指纹：可核对两份密钥是否相同，不泄露密钥。 Shows the fingerprint.", path => Fingerprint(session, path)),
        DefineExport(session),
        DefineImport(session),
        DefineRotate(session),
    };

    private static Command Simple(Session session, string name, string description, Func<string, int> act)
    {
        var command = new Command(name, description);
        command.SetAction(_ => act(session.KeyFilePath));
        return command;
    }

    private static int Init(Session session, string path) => KeyFile.Outside(path, session.DataFolder) is { } inside
        ? session.Terminal.Refuse(inside)
        : Tell(session, KeyFile.Init(path, TimeProvider.System), $"已新建密钥文件 {path}。请立即执行 haochaping key export 并离线保存。");

    private static int Fingerprint(Session session, string path)
    {
        if (!KeyFile.Open(path).Is(out var keys, out var refusal))
        {
            return session.Terminal.Refuse(refusal);
        }

        session.Terminal.Say(keys.Fingerprint);
        return Exit.Ok;
    }

    private static Command DefineExport(Session session)
    {
        var phrase = Passphrase();
        var command = new Command("export", "以口令加密输出整个密钥文件，供打印或离线保存。 Prints the keys under a passphrase.") { phrase };
        command.SetAction(line => Phrase(session, line.GetValue(phrase)) is not { } given
            ? NoPassphrase(session)
            : KeyFile.Export(session.KeyFilePath, given).Is(out var text, out var refusal) ? Tell(session, new Done(), text) : session.Terminal.Refuse(refusal));
        return command;
    }

    private static Command DefineImport(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "导出的文本。 The exported text." };
        var phrase = Passphrase();
        var command = new Command("import", "把离线备份写回密钥文件，从不覆盖。 Writes an export back.") { file, phrase };
        command.SetAction(line => Phrase(session, line.GetValue(phrase)) is { } given
            ? Tell(session, KeyFile.Import(session.KeyFilePath, File.ReadAllText(line.GetValue(file)!), given), $"已写回密钥文件 {session.KeyFilePath}。")
            : NoPassphrase(session));
        return command;
    }

    private static Command DefineRotate(Session session)
    {
        var purpose = new Argument<string>("PURPOSE") { Description = $"用途：{string.Join("、", KeyPurposes.All.Where(KeyPurposes.Rotates))}。 Purpose." };
        var command = new Command("rotate", "轮换一种用途的密钥；旧密钥继续可读。 Rotates a key.") { purpose };
        command.SetAction(line => Tell(session, KeyFile.Rotate(session.KeyFilePath, line.GetValue(purpose)!, TimeProvider.System), "已轮换。请重新执行 haochaping key export 并更新离线备份；正在运行的服务重启后启用新密钥。"));
        return command;
    }

    private static Option<string?> Passphrase() => Options.Text("--passphrase-file", "FILE", "从文件第一行读取口令，- 为标准输入；不写则询问。 Reads the passphrase from a file.");

    private static string? Phrase(Session session, string? file) => Options.Secret(session.Terminal, file, "口令（至少 12 个字符）：") is { Length: > 0 } given ? given : null;

    private static int NoPassphrase(Session session)
    {
        session.Terminal.Complain("没有口令：请在终端输入，或用 --passphrase-file 指定文件。");
        return Exit.Refused;
    }

    private static int Tell(Session session, Result<Done> result, string words)
    {
        if (!result.Is(out _, out var refusal))
        {
            return session.Terminal.Refuse(refusal);
        }

        session.Terminal.Say(words);
        return Exit.Ok;
    }
}
