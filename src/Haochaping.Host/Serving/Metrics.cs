using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Haochaping.Host.Serving;

/// <summary>指标 — <c>/metrics</c> in Prometheus' text format, for this machine alone unless <c>Metrics:Public</c>.</summary>
internal sealed class Metrics : IDisposable
{
    private const int MostSeries = 5_000; // a label that runs wild must not eat the memory
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> all = new();
    private readonly ConcurrentDictionary<Measured, Series> known = new(new Measured.Comparer());
    private readonly MeterListener listener = new();

    public Metrics()
    {
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (Telemetry.Meters.Any(m => m.EndsWith('*') ? instrument.Meter.Name.StartsWith(m[..^1], StringComparison.Ordinal) : m == instrument.Meter.Name))
            {
                me.EnableMeasurementEvents(instrument);
            }
        };
        Listen<byte>();
        Listen<short>();
        Listen<int>();
        Listen<long>();
        Listen<float>();
        Listen<double>();
        Listen<decimal>();
        listener.Start();
    }

    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<Metrics>() is not { } metrics)
        {
            return;
        }

        var everybody = app.Configuration.GetValue("Metrics:Public", false);
        app.MapGet("/metrics", IResult (HttpContext http) => everybody || http.Connection.RemoteIpAddress is { } ip && IPAddress.IsLoopback(ip)
            ? Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8")
            : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Everything measured so far.</summary>
    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in all.GroupBy(s => NameOf(s.Key.Instrument)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var (instrument, kind) = (family.First().Key.Instrument, Series.KindOf(family.First().Key.Instrument));
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key} {instrument.Description?.ReplaceLineEndings(" ")}\n# TYPE {family.Key} {kind}\n");
            foreach (var (key, series) in family.OrderBy(s => s.Key.Labels, StringComparer.Ordinal))
            {
                series.Write(text, family.Key, key.Labels);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Listen<T>()
        where T : struct, IConvertible => listener.SetMeasurementEventCallback<T>((instrument, value, tags, _) =>
        SeriesOf(instrument, tags)?.Record(value.ToDouble(CultureInfo.InvariantCulture)));

    // A request is measured a dozen times: labels are written out once for each set of tags.
    private Series? SeriesOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var quick = known.GetAlternateLookup<Measured.Now>();
        if (quick.TryGetValue(new(instrument, tags), out var series))
        {
            return series;
        }

        var key = (instrument, LabelsOf(tags));
        if (!all.TryGetValue(key, out series))
        {
            if (all.Count >= MostSeries)
            {
                return null;
            }

            series = all.GetOrAdd(key, static k => Series.For(k.Instrument));
        }

        if (known.Count < MostSeries)
        {
            quick[new(instrument, tags)] = series;
        }

        return series;
    }

    // Prometheus' own rules for OpenTelemetry names: dots become underscores, the unit and _total stand behind.
    private static string NameOf(Instrument instrument)
    {
        var name = string.Concat(instrument.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var unit = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", "%" => "_percent", _ => "" };
        return name + (name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit) + (Series.KindOf(instrument) == "counter" ? "_total" : "");
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels[string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))] = text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
        }

        return string.Join(',', labels.Select(l => $"{l.Key}=\"{l.Value}\""));
    }
}
