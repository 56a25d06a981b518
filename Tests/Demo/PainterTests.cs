using Instagram.ApiHost.Demo.Painting;

namespace Instagram.Tests.Demo;

public sealed class PainterTests
{
    public static TheoryData<string> Scenes => [.. Enum.GetNames<Scene>()];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_seed_is_always_the_same_picture_and_another_seed_another(string name)
    {
        var scene = Enum.Parse<Scene>(name);
        var picture = Painter.Paint(scene, 7, 120, 150);
        Assert.Equal(120 * 150 * 3, picture.Length);
        Assert.Equal(picture, Painter.Paint(scene, 7, 120, 150));
        Assert.NotEqual(picture, Painter.Paint(scene, 8, 120, 150));
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_picture_has_lights_and_shades(string name)
    {
        var picture = Painter.Paint(Enum.Parse<Scene>(name), 3, 150, 120);
        Assert.True(picture.Max() - picture.Min() > 90, $"from {picture.Min()} to {picture.Max()}");
        Assert.True(picture.Distinct().Count() > 60, "hardly any tones");
    }
}
