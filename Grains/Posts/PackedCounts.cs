namespace Instagram.Grains.Posts;

/// <summary>Likes and comments of a post in one number, so that both are read and written at once.</summary>
internal static class PackedCounts
{
    public static long Pack(int likes, int comments) => ((long)likes << 32) | (uint)comments;

    public static (int Likes, int Comments) Unpack(long packed) => ((int)(packed >> 32), (int)packed);
}
