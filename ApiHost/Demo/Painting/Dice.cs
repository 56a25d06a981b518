using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting;

/// <summary>Chance that falls the same way for the same seed.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    public int Seed { get; } = seed;

    public float Between(float from, float to) => from + ((to - from) * random.NextSingle());

    public int Whole(int from, int below) => random.Next(from, below);

    public bool Chance(float probability) => random.NextSingle() < probability;

    public T One<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public Vector3 Near(Vector3 color, float spread) =>
        Vector3.Clamp(color + new Vector3(Between(-spread, spread)), Vector3.Zero, Vector3.One);

    public Noise Noise() => new(random.Next());

    /// <summary>Heavy-tailed: low numbers are likely, high ones possible.</summary>
    public int Zipf(int below, double exponent)
    {
        var sum = 0.0;
        for (var i = 1; i <= below; i++)
        {
            sum += Math.Pow(i, -exponent);
        }
        var rest = random.NextDouble() * sum;
        for (var i = 1; i < below; i++)
        {
            rest -= Math.Pow(i, -exponent);
            if (rest <= 0)
            {
                return i - 1;
            }
        }
        return below - 1;
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var result = items.ToArray();
        random.Shuffle(result);
        return result;
    }
}
