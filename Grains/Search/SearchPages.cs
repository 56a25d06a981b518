using Instagram.Grains.Users;
using Instagram.Storage.Search;

namespace Instagram.Grains.Search;

/// <summary>A page of people found; <paramref name="After"/> continues it.</summary>
public sealed record PeoplePage(IReadOnlyList<UserCardView> People, PersonHit After, bool HasMore);

/// <summary>A page of things counted; <paramref name="Offset"/> continues it.</summary>
public sealed record CountedPage<T>(IReadOnlyList<T> Items, int Offset, bool HasMore);
