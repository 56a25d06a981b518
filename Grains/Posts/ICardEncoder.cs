using Instagram.Grains.Users;

namespace Instagram.Grains.Posts;

/// <summary>Gives cards the shape in which they go out.</summary>
public interface ICardEncoder
{
    PostJson Encode(PostView post);

    byte[] Encode(UserCardView user);
}
