using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Instagram.Bench.Writes;

/// <summary>A run of wrk: requests of random people for random things.</summary>
internal sealed partial record Wrk(double PerSecond, long Done, double P50, double P99, double CpuMicroseconds)
{
    private const string Script =
        """
        local function lines(name)
          local all = {}
          for line in io.lines(DIR .. "/" .. name) do all[#all + 1] = line end
          return all
        end
        function init(args)
          math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) % 100000)
          tokens = lines("tokens")
          things = lines(args[2])
          path = args[1]
        end
        function request()
          return wrk.format("POST", path:format(things[math.random(#things)]),
            { ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)] })
        end
        function done(summary, latency)
          io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
            latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.timeout))
        end
        """;

    public static async Task<Wrk> Run(
        Uri address, string path, int connections, int seconds, WriteBench.WorkDirectory work)
    {
        var script = Path.Combine(work.Path, "load.lua");
        await File.WriteAllTextAsync(script, $"DIR = \"{work.Path}\"\n{Script}");
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, address.ToString(),
            "--", .. path.Split(' ')])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var numbers = Result().Match(output).Groups.Values.Skip(1)
            .Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[4] > 0)
        {
            Console.Error.WriteLine($"{numbers[4]} of {numbers[0]} failed: {output}");
        }
        return new Wrk(
            numbers[0] / (numbers[1] / 1e6), (long)numbers[0], numbers[2] / 1000, numbers[3] / 1000, 0);
    }

    [GeneratedRegex(@"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)")]
    private static partial Regex Result();
}
