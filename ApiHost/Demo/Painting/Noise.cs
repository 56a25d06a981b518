namespace Instagram.ApiHost.Demo.Painting;

/// <summary>Smooth randomness over the plane, the same for the same seed.</summary>
internal sealed class Noise(int seed)
{
    public static float Hash(int x, int y, int seed)
    {
        var h = unchecked((uint)((x * 374761393) + (y * 668265263) + (seed * 1274126177)));
        h = (h ^ (h >> 13)) * 1274126177;
        return (h ^ (h >> 16)) * (1f / uint.MaxValue);
    }

    /// <summary>0 to 1, with hills about one apart.</summary>
    public float At(float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (across, down) = (Ink.Smooth(x - left), Ink.Smooth(y - top));
        var upper = float.Lerp(Hash(left, top, seed), Hash(left + 1, top, seed), across);
        var lower = float.Lerp(Hash(left, top + 1, seed), Hash(left + 1, top + 1, seed), across);
        return float.Lerp(upper, lower, down);
    }

    /// <summary>Hills with smaller hills on them, about 0 to 1.</summary>
    public float Rough(float x, float y, int octaves)
    {
        var (sum, weight, all) = (0f, 1f, 0f);
        for (var i = 0; i < octaves; i++)
        {
            sum += At(x + (i * 17.3f), y + (i * 9.1f)) * weight;
            all += weight;
            weight *= 0.5f;
            (x, y) = (x * 2.03f, y * 2.03f);
        }
        return sum / all;
    }

    /// <summary>Like <see cref="Rough"/> with sharp crests, as mountains have.</summary>
    public float Ridged(float x, float y, int octaves)
    {
        var (sum, weight, all) = (0f, 1f, 0f);
        for (var i = 0; i < octaves; i++)
        {
            sum += (1 - Math.Abs((2 * At(x + (i * 31.7f), y)) - 1)) * weight;
            all += weight;
            weight *= 0.48f;
            x *= 2.1f;
        }
        return sum / all;
    }
}
