using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Haochaping.Kernel;
using Spectre.Console;

namespace Haochaping.Host.Commands;

/// <summary>终端 — where a command reads and writes; tests bring their own.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Complaints, questions and progress: never mixed with results.</param>
/// <param name="In">Answers.</param>
/// <param name="IsInteractive">A person sits there: questions may be asked, progress bars drawn.</param>
/// <param name="Adjust">Last word on the house, for tests.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TextReader In, bool IsInteractive, Action<WebApplicationBuilder>? Adjust = null)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays Chinese
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The console of this process, in UTF-8 whatever the locale says.</summary>
    public static Terminal OfProcess
    {
        get
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            return new(Console.Out, Console.Error, Console.In, !Console.IsInputRedirected && !Console.IsErrorRedirected);
        }
    }

    public void Say(string text) => Out.WriteLine(text);

    /// <summary>Something for a person beside the result.</summary>
    public void Note(string text) => Error.WriteLine(text);

    public void Complain(string sentence) => Error.WriteLine(sentence);

    /// <summary>A result for programs: camelCase, Chinese readable.</summary>
    public void Json<T>(T value) => Out.WriteLine(JsonSerializer.Serialize(value, Readable));

    /// <summary>Says why not; every complaint on a line of its own.</summary>
    public int Refuse(Refusal refusal)
    {
        Complain(refusal.Message);
        foreach (var complaint in refusal.Complaints ?? [])
        {
            Error.WriteLine($"  {complaint.Field}：{complaint.Message}");
        }

        return Exit.Refused;
    }

    /// <summary>A yes-or-no question; no when nobody is there to ask.</summary>
    public bool Confirm(string question)
    {
        if (!IsInteractive)
        {
            return false;
        }

        Error.Write($"{question} [y/N] ");
        return In.ReadLine() is { } answer && answer.Trim() is "y" or "Y" or "yes" or "是";
    }

    /// <summary>A secret, not shown while typed; null when nobody is there to ask.</summary>
    public string? AskHidden(string question)
    {
        if (!IsInteractive)
        {
            return null;
        }

        return Ansi().Prompt(new TextPrompt<string>(question.EscapeMarkup()).Secret(null).AllowEmpty());
    }

    /// <summary>A progress bar for long work, where somebody watches.</summary>
    public async Task<T> ProgressAsync<T>(string title, Func<Action<long, long>, Task<T>> work) => !IsInteractive
        ? await work((_, _) => { })
        : await Ansi().Progress().HideCompleted(true).StartAsync(bars =>
        {
            var bar = bars.AddTask(title, maxValue: 1);
            return work((done, total) =>
            {
                (bar.MaxValue, bar.Value) = (Math.Max(total, 1), done);
            });
        });

    // Questions and bars go where the complaints go: results stay clean for whoever reads them.
    private IAnsiConsole Ansi() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
}
