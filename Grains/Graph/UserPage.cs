using Instagram.Grains.Users;

namespace Instagram.Grains.Graph;

/// <summary>A page of people; <paramref name="Before"/> continues it.</summary>
public sealed record UserPage(IReadOnlyList<UserCardView> People, long Before, bool HasMore);
