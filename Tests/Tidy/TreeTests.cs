using Instagram.Tests.Tidy.Rules;

namespace Instagram.Tests.Tidy;

/// <summary>The rules of the rooms, held over every file of the repository.</summary>
public sealed class TreeTests
{
    [Fact]
    public void The_tree_is_found_with_all_of_its_rooms()
    {
        var rooms = SourceTree.Files.Where(file => file.Has("csproj")).Select(file => file.Room).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "Grains.Interfaces", "Grains", "Storage", "Media", "Silo", "ApiHost", "Embedded" },
            rooms);
    }

    [Fact]
    public void Projects_reference_only_what_their_room_may_see() => Hold(ProjectRules.References);

    [Fact]
    public void Sql_lives_only_in_storage() => Hold(StorageRules.Sql);

    [Fact]
    public void Only_storage_speaks_to_the_database_driver() => Hold(StorageRules.Driver);

    [Fact]
    public void Time_comes_from_a_time_provider() => Hold(CallRules.Clock);

    [Fact]
    public void Nothing_blocks_on_a_task() => Hold(CallRules.Blocking);

    [Fact]
    public void Grains_stay_on_their_activation() => Hold(CallRules.Turns);

    [Fact]
    public void Tests_wait_for_events_and_never_for_time() => Hold(CallRules.Sleeping);

    [Fact]
    public void Source_is_the_same_for_both_engines() => Hold(ShapeRules.Conditional);

    [Fact]
    public void Files_are_short() => Hold(ShapeRules.FileLength);

    [Fact]
    public void Lines_fit_a_screen() => Hold(ShapeRules.LineLength);

    [Fact]
    public void Nothing_is_left_for_later() => Hold(ShapeRules.Postponing);

    [Fact]
    public void No_file_knows_a_path_of_a_machine() => Hold(ShapeRules.MachinePaths);

    [Fact]
    public void A_file_holds_one_public_type() => Hold(ShapeRules.OnePublicType);

    [Fact]
    public void Names_say_something() => Hold(NameRules.Vague);

    [Fact]
    public void Namespaces_follow_the_rooms() => Hold(NameRules.Namespaces);

    [Fact]
    public void Every_test_can_fail() => Hold(TestRules.Bodies);

    private static void Hold(Func<SourceFile, IEnumerable<Finding>> rule)
    {
        var findings = SourceTree.Files.SelectMany(rule).OrderBy(finding => finding.Path).ToList();
        Assert.True(findings.Count == 0, $"{findings.Count} found:\n{string.Join('\n', findings)}");
    }
}
