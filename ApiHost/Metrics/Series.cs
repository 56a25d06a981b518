using System.Globalization;
using System.Text;

namespace Instagram.ApiHost.Metrics;

/// <summary>A number that changes, or how often a time was in which range.</summary>
internal sealed class Series(bool isHistogram)
{
    /// <summary>In seconds.</summary>
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Lock _changing = new();
    private readonly long[] _counts = isHistogram ? new long[Bounds.Length + 1] : [];
    private double _sum;

    public void Set(double value)
    {
        lock (_changing)
        {
            _sum = value;
        }
    }

    public void Add(double value)
    {
        lock (_changing)
        {
            _sum += value;
            if (isHistogram)
            {
                var range = 0;
                while (range < Bounds.Length && value > Bounds[range])
                {
                    range++;
                }
                _counts[range]++;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (_changing)
        {
            if (!isHistogram)
            {
                Line(text, name, labels, _sum);
                return;
            }
            var (before, start) = (0L, labels.Length == 0 ? "" : labels + ",");
            for (var range = 0; range < _counts.Length; range++)
            {
                before += _counts[range];
                var bound = range < Bounds.Length ? Number(Bounds[range]) : "+Inf";
                Line(text, name + "_bucket", $"{start}le=\"{bound}\"", before);
            }
            Line(text, name + "_sum", labels, _sum);
            Line(text, name + "_count", labels, before);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}")
            .Append(' ').Append(Number(value)).Append('\n');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
