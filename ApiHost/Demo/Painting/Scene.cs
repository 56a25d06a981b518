namespace Instagram.ApiHost.Demo.Painting;

internal enum Scene
{
    Mountains,
    Sea,
    City,
    Forest,
    Dunes,
    Aurora,
    Balloons,
    Cabin,
    Flowers,
    Geometry,
    Cat,
    Coffee,
    Portrait,
}
