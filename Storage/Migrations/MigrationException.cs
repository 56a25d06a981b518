namespace Instagram.Storage.Migrations;

/// <summary>
/// A database that this version of the code must not touch; the message says why and is for the operator.
/// </summary>
public sealed class MigrationException(string message) : Exception(message);
