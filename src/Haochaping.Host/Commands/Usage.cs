using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Haochaping.Host.Commands;

/// <summary>用法 — what <c>--help</c> prints and what is said about a crooked command line, in Chinese; the parser itself speaks English only.</summary>
internal sealed class Usage : SynchronousCommandLineAction
{
    private const string Codes = "退出码：0 成功 · 1 拒绝或出错 · 2 核验或拨测发现问题 · 64 写法有误。 Exit codes: 0 ok, 1 refused, 2 faults found, 64 usage.";

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("用法： " + Synopsis(command));
        Section(output, "命令", command.Subcommands.Select(c => (c.Name, c.Description)));
        Section(output, "参数", command.Arguments.Select(a => (a.Name, a.Description)));
        Section(output, "选项", command.Options.Where(o => o.Description is not null && o.GetType().IsGenericType).Select(o => (Name(o), o.Description)));
        output.WriteLine();
        output.WriteLine("任何命令之后都可写设置：--Section:Key=value、--HAOCHAPING_DATA=目录；或用环境变量 Section__Key。 Settings may follow any command.");
        output.WriteLine(Codes);
        return Exit.Ok;
    }

    /// <summary>One sentence about the first thing that is wrong, or null.</summary>
    public static string? Complaint(ParseResult line)
    {
        var command = line.CommandResult.Command;
        var known = line.UnmatchedTokens is not [var first, ..] || (!command.TreatUnmatchedTokensAsErrors && first.StartsWith("--", StringComparison.Ordinal));
        if (line.Action is Usage || line.Errors.Count == 0 && known) // who asks for help has not finished the line yet
        {
            return null;
        }

        return $"命令写法有误：{Fault(line, command)}。用法：{Synopsis(command)}，详见 --help。";
    }

    private static string Fault(ParseResult line, Command command) =>
        command.Options.FirstOrDefault(o => o.Required && line.GetResult(o) is not { Implicit: false }) is { } option ? $"缺少选项 {option.Name}"
        : command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && line.GetResult(a) is not { Tokens.Count: > 0 }) is { } argument ? $"缺少参数 {argument.Name}"
        : line.UnmatchedTokens is [var token, ..] ? $"不认识“{token}”"
        : line.Errors is [{ SymbolResult: OptionResult { Tokens: [var value, ..] } wrong }, ..] ? $"{wrong.Option.Name} 的值“{value.Value}”不正确"
        : line.Errors is [{ SymbolResult: OptionResult empty }, ..] ? $"{empty.Option.Name} 缺少值"
        : line.Errors is [{ SymbolResult: ArgumentResult { Tokens: [var given, ..] } bad }, ..] ? $"{bad.Argument.Name} 的值“{given.Value}”不正确"
        : "缺少命令";

    private static string Synopsis(Command command)
    {
        var names = new Stack<string>();
        for (Symbol? at = command; at is not null; at = at.Parents.FirstOrDefault())
        {
            names.Push(at.Name);
        }

        var required = command.Options.Where(o => o.Required).Select(o => $"{o.Name} {o.HelpName}");
        var optional = command.Options.Any(o => !o.Required && o.GetType().IsGenericType) ? " [选项]" : "";
        return string.Join(' ', [.. names, .. command.Subcommands.Count > 0 ? ["命令"] : (string[])[], .. command.Arguments.Select(a => a.Name), .. required]) + optional;
    }

    private static string Name(Option option) => string.Join(", ", option.Aliases.Append(option.Name)) + (option.HelpName is { } value ? " " + value : "");

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string? Description)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title + "：");
        var width = all.Max(l => l.Name.Length);
        foreach (var (name, description) in all)
        {
            output.WriteLine($"  {name.PadRight(width)}  {description}");
        }
    }
}
