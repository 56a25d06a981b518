namespace Instagram.ApiHost.Leaving;

public sealed record CloseAccountRequest(string? Password);
