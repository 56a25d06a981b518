namespace Instagram.Storage.Leases;

/// <summary>
/// Who has a database; what PostgreSQL does not show to this user, or what is no host's session, is null.
/// </summary>
internal sealed record LeaseHolder(LeaseName? Name, DateTime? Since, int Session, string Database)
{
    public override string ToString()
    {
        var who = Name is null ? "another host" : $"host '{Name.Host}', process {Name.Process}";
        var since = Since is { } time ? $", since {time:yyyy-MM-dd HH:mm:ss} UTC" : "";
        return $"{who}{since}";
    }
}
