namespace Instagram.ApiHost.Demo;

/// <summary>The instance answered what the contract does not promise; the message is for the console.</summary>
internal sealed class DemoException(string message) : Exception(message);
