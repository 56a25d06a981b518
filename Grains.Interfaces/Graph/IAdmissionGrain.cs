namespace Instagram.Grains.Graph;

/// <summary>
/// Lets in everyone who waits to follow an account that turned public. Key: user id. Consumes
/// <see cref="AccountOpened"/>; a crash between two admissions goes on with the rest. Calls the requesters'
/// <see cref="Users.IUserGrain"/>; nothing calls it but the service above the grains.
/// </summary>
[Alias("graph.IAdmissionGrain")]
public interface IAdmissionGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Lets in the newest 1,000 that wait, before the change of privacy is answered; the fact brings in the others.
    /// Stops when the account is private again.
    /// </summary>
    [Alias("AdmitMany")]
    Task AdmitMany();
}
