using Instagram.Storage.Postgres;
using Instagram.Tests.Support;

namespace Instagram.Tests.Storage;

public sealed class PostgresBinariesTests
{
    private static readonly PostgresBinaries Old = new("/old", 13);
    private static readonly PostgresBinaries Fifteen = new("/15", 15);
    private static readonly PostgresBinaries Seventeen = new("/17", 17);

    [Fact]
    public void The_newest_is_chosen_for_new_data() =>
        Assert.Equal(Seventeen, PostgresBinaries.Choose([Fifteen, Seventeen, Old], null));

    [Fact]
    public void Data_keep_the_version_that_made_them() =>
        Assert.Equal(Fifteen, PostgresBinaries.Choose([Fifteen, Seventeen], 15));

    [Fact]
    public void A_missing_or_old_installation_says_what_to_install()
    {
        var none = Assert.Throws<PrivatePostgresException>(() => PostgresBinaries.Choose([], null));
        var old = Assert.Throws<PrivatePostgresException>(() => PostgresBinaries.Choose([Old], null));
        var other = Assert.Throws<PrivatePostgresException>(() => PostgresBinaries.Choose([Seventeen], 15));

        Assert.Contains("apt-get install postgresql", none.Message, StringComparison.Ordinal);
        Assert.Equal(none.Message, old.Message);
        Assert.Contains("apt-get install postgresql-15", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Debians_directories_and_the_path_are_searched_and_incomplete_ones_left_out()
    {
        var root = TestDirectories.Fresh();
        Program("debian/15/bin/postgres", "");
        Program("debian/15/bin/initdb", "");
        Program("debian/16/bin/postgres", "");
        Program("path/postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) 18beta1 (Some 18~beta1)'\n");
        Program("path/initdb", "");
        Program("other/postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) 16.4'\n");
        Program("other/initdb", "");

        var found = PostgresBinaries.Installed(
            Path.Combine(root, "debian"), $"/nowhere:{root}/path:{root}/other").ToList();

        Assert.Equal(
            [new PostgresBinaries($"{root}/debian/15/bin", 15), new PostgresBinaries($"{root}/other", 16)], found);

        void Program(string path, string text)
        {
            var file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void The_servers_account_is_found_by_name_and_is_never_root()
    {
        string[] accounts = ["root:x:0:0::/root:/bin/sh", "postgres:x:101:104::/:/bin/sh", "broken", "nobody:x:a:b:"];

        Assert.Equal(new ServerAccount(101, 104, false), ServerAccount.Named(accounts, "postgres"));
        Assert.Null(ServerAccount.Named(accounts, "root"));
        Assert.Null(ServerAccount.Named(accounts, "nobody"));
        Assert.Null(ServerAccount.Named(accounts, "absent"));
    }
}
