using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Haochaping.Host.Serving;

/// <summary>日志 — text for a developer, one JSON object per line in production, with the trace id and never with a path: paths carry tokens.</summary>
internal static partial class Logs
{
    public static void Configure(WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            return;
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName).AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
    }

    /// <summary>For commands: warnings only, and not into the result.</summary>
    public static void Quiet(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter(null, LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // what stops a start is said in one sentence
    }

    /// <summary>An exception quotes what it stumbled over, which somebody may have typed: what stands in quotes and long numbers are left out.</summary>
    internal static string WithoutInput(string text) => Quoted().Replace(text, "…");

    [GeneratedRegex("""'[^'\n]*'|"[^"\n]*"|“[^”\n]*”|[0-9]{7,}""")]
    private static partial Regex Quoted();

    /// <summary>The framework's own JSON formatter writes scopes, and the request's scope holds its path; so this one writes none.</summary>
    internal sealed class JsonLines() : ConsoleFormatter(FormatterName)
    {
        public const string FormatterName = "haochaping-json";

        private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes, Readable))
            {
                json.WriteStartObject();
                json.WriteString("at", TimeProvider.System.GetUtcNow());
                json.WriteString("level", logEntry.LogLevel.ToString());
                json.WriteString("category", logEntry.Category);
                json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
                if (Activity.Current is { } activity)
                {
                    json.WriteString("traceId", activity.TraceId.ToHexString());
                }

                if (logEntry.Exception is { } exception)
                {
                    json.WriteString("exception", WithoutInput(exception.ToString()));
                }

                json.WriteEndObject();
            }

            textWriter.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
        }
    }
}
