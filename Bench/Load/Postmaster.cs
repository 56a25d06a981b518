using System.Globalization;

namespace Instagram.Bench.Load;

/// <summary>The first process of the private PostgreSQL in a data directory; its connections are below it.</summary>
internal static class Postmaster
{
    public static int PidIn(string data)
    {
        var file = Directory.EnumerateFiles(data, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }
}
