using Instagram.ApiHost.Demo.Painting.Scenes;

namespace Instagram.ApiHost.Demo.Painting;

/// <summary>Draws pictures: the same seed gives the same picture.</summary>
internal static class Painter
{
    /// <summary>Red, green and blue, one byte each, row after row.</summary>
    public static byte[] Paint(Scene scene, int seed, int width, int height)
    {
        var (canvas, dice) = (new Canvas(width, height), new Dice(seed));
        switch (scene)
        {
            case Scene.Mountains: Mountains.Paint(canvas, dice); break;
            case Scene.Sea: Sea.Paint(canvas, dice); break;
            case Scene.City: City.Paint(canvas, dice); break;
            case Scene.Forest: Forest.Paint(canvas, dice); break;
            case Scene.Dunes: Dunes.Paint(canvas, dice); break;
            case Scene.Aurora: Aurora.Paint(canvas, dice); break;
            case Scene.Balloons: Balloons.Paint(canvas, dice); break;
            case Scene.Cabin: Cabin.Paint(canvas, dice); break;
            case Scene.Flowers: Flowers.Paint(canvas, dice); break;
            case Scene.Geometry: Geometry.Paint(canvas, dice); break;
            case Scene.Cat: Cat.Paint(canvas, dice); break;
            case Scene.Coffee: Coffee.Paint(canvas, dice); break;
            case Scene.Portrait: Portrait.Paint(canvas, dice); break;
            default: throw new ArgumentOutOfRangeException(nameof(scene), scene, "No such scene.");
        }
        var printed = scene is Scene.Geometry or Scene.Portrait;
        return canvas.Develop(seed, printed ? 0.06f : 0.24f, printed ? 0.008f : 0.02f);
    }
}
