namespace Instagram.ApiHost.Demo;

/// <summary>What people say about one kind of picture.</summary>
internal sealed record Subject(string AltText, string[] Lines, string[] Hashtags, Place[] Places);
