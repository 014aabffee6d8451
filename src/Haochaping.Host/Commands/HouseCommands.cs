using System.CommandLine;
using System.CommandLine.Help;

namespace Haochaping.Host.Commands;

/// <summary>What a command ends with; the same for all of them.</summary>
internal static class Exit
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Refused, or a fault that one sentence explains.</summary>
    public const int Refused = 1;

    /// <summary><c>verify</c> found differences, or <c>probe</c> lost a rating.</summary>
    public const int Faults = 2;

    /// <summary>The command line itself is wrong (EX_USAGE).</summary>
    public const int Usage = 64;
}

/// <summary>命令 — every command of the one binary; without a name it serves.</summary>
internal static class HouseCommands
{
    /// <summary>Runs one command line. Never throws for what a user can do wrong: one Chinese sentence, no stack trace.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var (words, settings) = SettingArguments.Split(args);
        var root = Root(new Session(terminal, settings));
        var line = root.Parse(words, new ParserConfiguration { EnablePosixBundling = false });
        if (Usage.Complaint(line) is { } wrong)
        {
            terminal.Complain(wrong);
            return Exit.Usage;
        }

        try
        {
            return await line.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e) when (Explained.Sentence(e) is { } sentence)
        {
            terminal.Complain(sentence);
            return Exit.Refused;
        }
    }

    private static RootCommand Root(Session session)
    {
        var root = new RootCommand("好差评 Haochaping：政务服务评价平台。不写命令即启动服务。 Without a command it serves.")
        {
            Serve.Define(session),
            Migrate.Define(session),
            SeedDemo.Define(session),
            Import.Define(session),
            CreateClientKey.Define(session),
            CreateAdministrator.Define(session),
            Verify.Define(session),
            Backup.Define(session),
            Restore.Define(session),
            Probe.Define(session),
            Policy.Define(session),
            Calendar.Define(session),
            Key.Define(session),
            Doctor.Define(session),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.Options.OfType<HelpOption>().Single().Action = new Usage();
        root.SetAction((line, cancel) => Serve.RunAsync(session, line.UnmatchedTokens, cancel));
        return root;
    }
}
