namespace Instagram.ApiHost.Users;

/// <summary>Most characters of what a person says of themselves.</summary>
internal static class ProfileLimits
{
    public const int DisplayName = 100;
    public const int Bio = 500;
    public const int Email = 254;
}
