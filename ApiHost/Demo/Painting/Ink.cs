using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting;

/// <summary>Colours and the ways between them.</summary>
internal static class Ink
{
    public static Vector3 White => Vector3.One;

    public static Vector3 Of(int rgb) => new Vector3((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255) / 255;

    public static Vector3[] Of(params ReadOnlySpan<int> colors)
    {
        var result = new Vector3[colors.Length];
        for (var i = 0; i < colors.Length; i++)
        {
            result[i] = Of(colors[i]);
        }
        return result;
    }

    /// <summary>The colour at a place from 0 to 1 on a way through evenly spaced colours.</summary>
    public static Vector3 Along(ReadOnlySpan<Vector3> stops, float place)
    {
        var scaled = Math.Clamp(place, 0, 1) * (stops.Length - 1);
        var at = Math.Min((int)scaled, stops.Length - 2);
        var part = scaled - at;
        return Vector3.Lerp(stops[at], stops[at + 1], float.Lerp(part, Smooth(part), 0.5f));
    }

    public static Vector3 Mix(Vector3 from, Vector3 to, float part) => Vector3.Lerp(from, to, Math.Clamp(part, 0, 1));

    public static Vector3 Lighter(this Vector3 color, float part) => Mix(color, Vector3.One, part);

    public static Vector3 Darker(this Vector3 color, float part) => Mix(color, Vector3.Zero, part);

    public static float Smooth(float part) => part * part * (3 - (2 * part));

    /// <summary>0 before, 1 after, smooth between.</summary>
    public static float Step(float from, float to, float value) =>
        Smooth(Math.Clamp((value - from) / (to - from), 0, 1));
}
