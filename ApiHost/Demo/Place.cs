namespace Instagram.ApiHost.Demo;

/// <summary>Where a picture was taken, in degrees.</summary>
internal sealed record Place(string Name, double Lat, double Lng);
