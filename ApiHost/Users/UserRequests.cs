namespace Instagram.ApiHost.Users;

/// <summary>What to change of one's profile; what is absent stays.</summary>
public sealed record ProfileRequest(string? DisplayName, string? Bio, bool? IsPrivate);

public sealed record AvatarRequest(string? MediaId);
