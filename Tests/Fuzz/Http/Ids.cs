using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>Ids for a place where one of a kind is meant: mostly of that kind, so that they reach deep.</summary>
internal static class Ids
{
    public static Gen<string> Of(World world, string kind)
    {
        var known = world.Ids;
        var any = Gen.Elements(known.SelectMany(ids => ids).ToArray());
        return known.Contains(kind) ? Gen.Frequency((4, Gen.Elements(known[kind].ToArray())), (1, any)) : any;
    }
}
