namespace Instagram.Grains.Explore;

/// <summary>What explore has listed for a reader, oldest first; the grain bounds it.</summary>
[GenerateSerializer, Alias("explore.ListedState")]
public sealed class ListedState
{
    [Id(0)]
    public List<long> PostIds { get; set; } = [];
}
