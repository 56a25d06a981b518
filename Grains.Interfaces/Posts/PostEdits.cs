using System.Collections.Immutable;

namespace Instagram.Grains.Posts;

/// <summary>What to change of a post; null leaves it.</summary>
[GenerateSerializer, Immutable, Alias("posts.EditPost")]
public sealed record EditPost(
    [property: Id(0)] CaptionEdit? Caption,
    [property: Id(1)] AltTextsEdit? AltTexts,
    [property: Id(2)] PlaceEdit? Place);

/// <summary>A caption with the hashtags and the people that are read from it.</summary>
[GenerateSerializer, Immutable, Alias("posts.CaptionEdit")]
public sealed record CaptionEdit(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<string> Hashtags,
    [property: Id(2)] ImmutableArray<long> Mentions);

/// <summary>By position; media beyond the last have none, texts beyond the last medium are dropped.</summary>
[GenerateSerializer, Immutable, Alias("posts.AltTextsEdit")]
public sealed record AltTextsEdit([property: Id(0)] ImmutableArray<string?> Texts);

/// <summary>Another place, or with null none.</summary>
[GenerateSerializer, Immutable, Alias("posts.PlaceEdit")]
public sealed record PlaceEdit([property: Id(0)] PlaceView? Place);
