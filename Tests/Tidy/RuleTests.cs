using Instagram.Tests.Tidy.Rules;

namespace Instagram.Tests.Tidy;

/// <summary>Every rule finds what it is there for, and leaves the neighbouring good code alone.</summary>
public sealed class RuleTests
{
    private static readonly Dictionary<string, Func<SourceFile, IEnumerable<Finding>>> Rules = new()
    {
        ["references"] = ProjectRules.References,
        ["sql"] = StorageRules.Sql,
        ["driver"] = StorageRules.Driver,
        ["clock"] = CallRules.Clock,
        ["blocking"] = CallRules.Blocking,
        ["turns"] = CallRules.Turns,
        ["sleeping"] = CallRules.Sleeping,
        ["conditional"] = ShapeRules.Conditional,
        ["file length"] = ShapeRules.FileLength,
        ["line length"] = ShapeRules.LineLength,
        ["postponing"] = ShapeRules.Postponing,
        ["machine paths"] = ShapeRules.MachinePaths,
        ["one type"] = ShapeRules.OnePublicType,
        ["vague"] = NameRules.Vague,
        ["namespaces"] = NameRules.Namespaces,
        ["bodies"] = TestRules.Bodies,
    };

    [Theory]
    [InlineData("references", "Storage/Storage.csproj",
        "<Project><ProjectReference Include='../Media/Media.csproj'/></Project>")]
    [InlineData("references", "Media/Media.csproj", "<Project><Import Project='../Engine.targets'/></Project>")]
    [InlineData("references", "ApiHost/ApiHost.csproj",
        @"<Project><ProjectReference Include='..\Grains\Grains.csproj'/></Project>")]
    [InlineData("references", "Attic/Attic.csproj", "<Project/>")]
    [InlineData("sql", "Grains/A.cs", """class A { string s = "SELECT id FROM posts WHERE id = 1"; }""")]
    [InlineData("sql", "Grains/A.cs", """class A { string s = $"update {table} set a = 1"; }""")]
    [InlineData("sql", "ApiHost/A.cs", "class A { string s = @\"insert into\n posts values (1)\"; }")]
    [InlineData("sql", "Tests/Api/A.cs", """class A { string s = "delete from posts"; }""")]
    [InlineData("sql", "Grains/posts.sql", "select 1")]
    [InlineData("sql", "Bench/Textbook/A.cs", """class A { string s = "delete from posts"; }""")]
    [InlineData("driver", "Silo/A.cs", "using Npgsql;")]
    [InlineData("driver", "Bench/A.cs", "using Npgsql;")]
    [InlineData("driver", "Grains/A.cs", "using static Dapper.SqlMapper;")]
    [InlineData("clock", "Tests/A.cs", "class A { object t = DateTime.UtcNow; }")]
    [InlineData("clock", "Grains/A.cs", "class A { object t = System.DateTimeOffset.Now.AddDays(1); }")]
    [InlineData("blocking", "ApiHost/A.cs", "class A { int F(Task<int> t) => t.Result; }")]
    [InlineData("blocking", "ApiHost/A.cs", "class A { int a; void F(Task<int> t) { a = t.Result; } }")]
    [InlineData("blocking", "Silo/A.cs", "class A { void F(Task t) => t.Wait(); }")]
    [InlineData("blocking", "Silo/A.cs", "class A { void F(Task t) => t.GetAwaiter().GetResult(); }")]
    [InlineData("blocking", "Tests/A.cs", "class A { void F(Task t) => Task.WaitAll(t); }")]
    [InlineData("turns", "Grains/A.cs", "class A { Task F() => Task.Run(() => 1); }")]
    [InlineData("turns", "Grains/A.cs", "class A { void F() { lock (this) { } } }")]
    [InlineData("turns", "Grains/A.cs", "class A { void F() => Parallel.For(0, 1, i => { }); }")]
    [InlineData("turns", "Grains/A.cs", "class A { async Task F(Task t) => await t.ConfigureAwait(false); }")]
    [InlineData("turns", "Grains/A.cs", "class A { void F() => Thread.Sleep(1); }")]
    [InlineData("sleeping", "Tests/Api/A.cs", "class A { Task F() => Task.Delay(10); }")]
    [InlineData("sleeping", "Tests/Api/A.cs", "class A { void F() => Thread.Sleep(10); }")]
    [InlineData("conditional", "Media/A.cs", "#if DEBUG\nclass A { }\n#endif")]
    [InlineData("conditional", "Silo/A.cs", "#region A\nclass A { }\n#endregion")]
    [InlineData("postponing", "Media/A.cs", "// TODO later\nclass A { }")]
    [InlineData("postponing", "Media/A.cs", "/// <summary>FIXME</summary>\nclass A { }")]
    [InlineData("postponing", "ApiHost/wwwroot/a.js", "let a; // HACK")]
    [InlineData("machine paths", "Media/A.cs", """class A { string s = "/home/ann/photos"; }""")]
    [InlineData("machine paths", "docs/a.md", "see C:\\work")]
    [InlineData("one type", "Silo/A.cs", "public class A { int a; } public interface B { void F(); }")]
    [InlineData("vague", "Silo/StringUtils.cs", "class A { }")]
    [InlineData("vague", "Silo/Common/A.cs", "class A { }")]
    [InlineData("vague", "Silo/A.cs", "class PostManager { }")]
    [InlineData("namespaces", "Grains/A.cs", "namespace Instagram.Orleans.Posts; class A { }")]
    [InlineData("namespaces", "Media/A.cs", "namespace Instagram.MediaThings; class A { }")]
    [InlineData("namespaces", "Media/A.cs", "class A { }")]
    [InlineData("bodies", "Tests/A.cs", "class A { [Fact] public void Works() { } }")]
    [InlineData("bodies", "Tests/A.cs", "class A { [Theory] public void Works(int a) { Assert.True(true); } }")]
    public void A_breach_is_found(string rule, string path, string text) =>
        Assert.Single(Rules[rule](new SourceFile(path, text)));

    [Theory]
    [InlineData("references", "Storage/Storage.csproj", "<Project><PackageReference Include='Npgsql'/></Project>")]
    [InlineData("references", "Bench/Bench.csproj",
        "<Project><ProjectReference Include='../Grains/Grains.csproj'/></Project>")]
    [InlineData("sql", "Storage/A.cs", """class A { string s = "select id from posts"; }""")]
    [InlineData("sql", "Grains/A.cs",
        """class A { string s = "Select a photo. It comes from you"; /* delete from a */ }""")]
    [InlineData("sql", "Bench/Textbook/feed.sql", "select 1")]
    [InlineData("driver", "Storage/A.cs", "using Npgsql;")]
    [InlineData("driver", "Bench/Textbook/A.cs", "using Npgsql;")]
    [InlineData("clock", "Bench/A.cs", "class A { object t = DateTime.UtcNow; }")]
    [InlineData("clock", "Grains/A.cs", "class A { object t = clock.UtcNow; DateTime Now => default; }")]
    [InlineData("blocking", "Grains/A.cs", "record A(int Result) { A F() => this with { Result = 1 }; }")]
    [InlineData("blocking", "Grains/A.cs", "class A { void F(B b) { b.Result = 1; b.SetResult(2); } /* t.Result */ }")]
    [InlineData("blocking", "Grains/A.cs", "record B(int Result); class A { int F(B b) => b.Result; }")]
    [InlineData("blocking", "Grains/A.cs", "class A { void F(SemaphoreSlim own) => own.Wait(); }")]
    [InlineData("sleeping", "Tests/A.cs", "class A { Task F() => Task.Delay(Timeout.Infinite); }")]
    [InlineData("one type", "Silo/Pairs.cs", "public class A { int a; } public class B { int b; }")]
    [InlineData("blocking", "Silo/A.cs", "class A { async Task<int> F(B b) => await b.Result; }")]
    [InlineData("blocking", "Silo/A.cs", "class A { void F() => DisposeAsync().AsTask().GetAwaiter().GetResult(); }")]
    [InlineData("turns", "Silo/A.cs", "class A { Task F() => Task.Run(() => 1); }")]
    [InlineData("turns", "Grains/A.cs", "class A { async Task F(Task t) => await t.ConfigureAwait(true); }")]
    [InlineData("sleeping", "Silo/A.cs", "class A { Task F() => Task.Delay(10); }")]
    [InlineData("conditional", "Embedded/A.cs", "#if DEBUG\nclass A { }\n#endif")]
    [InlineData("postponing", "Media/A.cs", """class A { string s = "TODO"; }""")]
    [InlineData("machine paths", "ApiHost/A.cs",
        """class A { string s = "/api/v1/users/me"; string t = "https://a.b/work/c"; }""")]
    [InlineData("one type", "Silo/A.cs",
        "public class A { class B { } } class C { } public record D; public enum E { F }")]
    [InlineData("one type", "Embedded/Abstractions/A.cs", "public class A { int a; } public interface B { void F(); }")]
    [InlineData("vague", "Embedded/ObserverManager.cs", "class ObserverManager { }")]
    [InlineData("namespaces", "Grains.Interfaces/A.cs", "namespace Instagram.Grains.Posts; class A { }")]
    [InlineData("namespaces", "ApiHost/Program.cs", "args.ToString(); public partial class Program;")]
    [InlineData("bodies", "Tests/A.cs", "class A { [Fact] public void Works() => Assert.Equal(1, F()); }")]
    public void Good_code_is_left_alone(string rule, string path, string text) =>
        Assert.Empty(Rules[rule](new SourceFile(path, text)));

    [Theory]
    [InlineData("Media/A.cs", 501, 1)]
    [InlineData("ApiHost/wwwroot/a.css", 501, 1)]
    [InlineData("Media/A.cs", 500, 0)]
    [InlineData("docs/a.md", 501, 0)]
    public void A_file_has_at_most_500_lines(string path, int lines, int expected) =>
        Assert.Equal(
            expected,
            Rules["file length"](new SourceFile(path, string.Join('\n', Enumerable.Repeat("a", lines)))).Count());

    [Theory]
    [InlineData("Media/A.cs", 121, 1)]
    [InlineData("ApiHost/wwwroot/a.js", 161, 1)]
    [InlineData("Media/A.cs", 120, 0)]
    [InlineData("ApiHost/wwwroot/a.js", 160, 0)]
    public void A_line_has_at_most_120_columns_and_160_on_the_web(string path, int columns, int expected) =>
        Assert.Equal(expected, Rules["line length"](new SourceFile(path, $"a\n{new string('a', columns)}\nb")).Count());

    [Fact]
    public void A_finding_names_file_line_and_reason()
    {
        var file = new SourceFile("Media/A.cs", "class A\n{\nlong t = DateTime.Now.Ticks;\n}");
        var finding = Assert.Single(CallRules.Clock(file));
        Assert.StartsWith("Media/A.cs:3: DateTime.Now", finding.ToString(), StringComparison.Ordinal);
    }
}
