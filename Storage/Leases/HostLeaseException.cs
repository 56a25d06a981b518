namespace Instagram.Storage.Leases;

/// <summary>Another host has the databases; the message is a sentence that says which, and what to do.</summary>
public sealed class HostLeaseException(string sentence) : Exception(sentence);
