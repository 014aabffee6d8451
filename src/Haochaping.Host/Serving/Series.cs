using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Haochaping.Host.Serving;

/// <summary>One instrument with one set of labels: a sum, a last value, or a histogram.</summary>
internal sealed class Series
{
    private static readonly double[] Usual = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly Lock gate = new();
    private readonly bool adds;
    private readonly double[]? bounds;
    private readonly long[] counts = [];
    private double value;
    private long count;

    private Series(bool adds, double[]? bounds)
    {
        (this.adds, this.bounds) = (adds, bounds);
        counts = new long[bounds?.Length ?? 0];
    }

    /// <summary>Observed instruments tell their value; the others tell what is to be added. A gauge always tells its value.</summary>
    public static Series For(Instrument instrument) => new(
        adds: !instrument.IsObservable && Generic(instrument) != typeof(Gauge<>),
        KindOf(instrument) == "histogram" ? Bounds(instrument) : null);

    /// <summary>Prometheus' word for the instrument.</summary>
    public static string KindOf(Instrument instrument) => Generic(instrument) switch
    {
        var g when g == typeof(Counter<>) || g == typeof(ObservableCounter<>) => "counter",
        var g when g == typeof(Histogram<>) => "histogram",
        _ => "gauge",
    };

    public void Record(double measured)
    {
        lock (gate)
        {
            value = adds ? value + measured : measured;
            count++;
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += measured <= bounds![i] ? 1 : 0;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (gate)
        {
            if (bounds is null)
            {
                Line(text, name, labels, value);
                return;
            }

            var front = labels.Length == 0 ? "" : labels + ",";
            for (var i = 0; i < counts.Length; i++)
            {
                Line(text, name + "_bucket", string.Create(CultureInfo.InvariantCulture, $"{front}le=\"{bounds[i]}\""), counts[i]);
            }

            Line(text, name + "_bucket", front + "le=\"+Inf\"", count);
            Line(text, name + "_sum", labels, value);
            Line(text, name + "_count", labels, count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double number) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {number}\n");

    private static double[] Bounds(Instrument instrument) =>
        (instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised }) ? [.. advised] : Usual;

    private static Type Generic(Instrument instrument)
    {
        for (var type = instrument.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() is var g && (g == typeof(Counter<>) || g == typeof(ObservableCounter<>) || g == typeof(Histogram<>) || g == typeof(Gauge<>)))
            {
                return g;
            }
        }

        return instrument.GetType();
    }
}
