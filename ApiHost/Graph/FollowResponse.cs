namespace Instagram.ApiHost.Graph;

/// <summary>A follow that waits for approval: <c>requested</c>.</summary>
public sealed record FollowResponse(string Status);
