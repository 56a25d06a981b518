using System.Data.Common;

namespace Instagram.Storage.Leases;

/// <summary>
/// This host does not have its databases at the moment: to whoever wants one it is as if the server were gone.
/// </summary>
public sealed class HostLeaseLostException() : DbException("This host does not have the lease of its databases.");
