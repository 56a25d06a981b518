using System.Collections.Frozen;
using System.Text.Json;
using Instagram.ApiHost.Users;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Instagram.ApiHost.Posts;

/// <summary>
/// Encodes a post as the contract's response does, and cuts out of it what depends on the viewer or changes by itself.
/// </summary>
internal sealed class CardEncoder(IOptions<JsonOptions> options) : ICardEncoder
{
    private static readonly UserCardView NoAuthor = new(0, "", "", null, false, false);
    private static readonly FrozenSet<string> CutOut =
        FrozenSet.Create("author", "mentions", "likeCount", "commentCount", "viewer");

    private readonly JsonSerializerOptions _json = options.Value.SerializerOptions;

    public PostJson Encode(PostView post)
    {
        ReadOnlySpan<byte> whole = JsonSerializer.SerializeToUtf8Bytes(
            PostResponse.Of(new PostForViewer(post, NoAuthor, [], false, false)), _json);
        var values = new Dictionary<string, Range>(CutOut.Count);
        var reader = new Utf8JsonReader(whole);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (CutOut.Contains(name))
            {
                values.Add(name, start..(int)reader.BytesConsumed);
            }
        }
        var beforeMentions = whole[values["author"].End..values["mentions"].Start];
        var afterMentions = whole[values["mentions"].End..values["likeCount"].Start];
        var head = whole[..values["author"].Start];
        var tail = whole[values["viewer"].End..];
        return post.Mentions.IsEmpty
            ? new PostJson(head, [], [.. beforeMentions, .. "[]"u8, .. afterMentions], tail)
            : new PostJson(head, beforeMentions, afterMentions, tail);
    }

    public byte[] Encode(UserCardView user) => JsonSerializer.SerializeToUtf8Bytes(UserCardResponse.Of(user), _json);
}
