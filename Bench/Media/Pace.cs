namespace Instagram.Bench.Media;

/// <summary>How long so many pictures took, by the clock and on processors; the last one's files in bytes.</summary>
internal sealed record Pace(int Pictures, double Seconds, double CpuSeconds, int Bytes)
{
    public double PerSecond => Pictures / Seconds;

    public double CpuEach => CpuSeconds / Pictures;
}
