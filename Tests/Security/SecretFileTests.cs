using Instagram.Storage.Objects;
using Instagram.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Instagram.Tests.Security;

/// <summary>What lies on the disk is the server's alone, and is never run.</summary>
public sealed class SecretFileTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Executes =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Fact]
    public async Task The_first_start_makes_a_data_directory_that_nobody_else_enters()
    {
        var data = Path.Combine(TestDirectories.Fresh(), "data");
        await using var postgres = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { DataDirectory = data }, NullLogger.Instance, TimeProvider.System);
        Assert.Equal(Owner, File.GetUnixFileMode(data));
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(data, "postgres")));
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("show unix_socket_permissions", connection);
        Assert.Equal("0700", await command.ExecuteScalarAsync());
    }

    [Fact]
    public void Each_instance_makes_a_secret_of_its_own_at_its_first_start_and_keeps_it()
    {
        var (one, other) = (TestDirectories.Fresh(), TestDirectories.Fresh());
        var secrets = new[] { one, other, one }.Select(directory =>
        {
            _ = new DiskObjectStore(directory, TimeProvider.System);
            return Convert.ToHexString(File.ReadAllBytes(Path.Combine(directory, "objects.key")));
        }).ToList();
        Assert.Equal(64, secrets[0].Length);
        Assert.NotEqual(secrets[0], secrets[1]);
        Assert.Equal(secrets[0], secrets[2]);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(one, "objects.key")));
    }

    [Fact]
    public async Task No_uploaded_file_can_be_run()
    {
        var directory = TestDirectories.Fresh();
        var store = new DiskObjectStore(directory, TimeProvider.System);
        await store.Put("uploads/1", "#!/bin/sh\nid\n"u8.ToArray(), "image/jpeg");
        await store.Copy("uploads/1", "originals/1");
        var files = Directory.GetFiles(Path.Combine(directory, "objects"), "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Executes));
    }

    [Fact]
    public async Task A_link_among_the_objects_is_none_of_them()
    {
        var directory = TestDirectories.Fresh();
        var store = new DiskObjectStore(directory, TimeProvider.System);
        await store.Put("uploads/1", new byte[] { 1 }, "image/jpeg");
        var file = Directory.GetFiles(Path.Combine(directory, "objects"), "uploads~1", SearchOption.AllDirectories)[0];
        File.Delete(file);
        File.CreateSymbolicLink(file, Path.Combine(directory, "objects.key"));

        Assert.Null(await store.OpenRead("uploads/1"));
        Assert.Null(await store.Head("uploads/1"));
        Assert.False(await store.Copy("uploads/1", "originals/1"));
    }

    [Fact]
    public void Secrets_are_compared_in_constant_time()
    {
        foreach (var path in new[] { "Grains/Accounts/SessionCache.cs", "Storage/Objects/PutSigner.cs" })
        {
            var source = Tidy.SourceTree.Files.Single(file => file.Path == path).Text;
            Assert.Contains("CryptographicOperations.FixedTimeEquals(", source, StringComparison.Ordinal);
            Assert.DoesNotContain("SequenceEqual", source, StringComparison.Ordinal);
        }
    }
}
