using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Instagram.ApiHost.Feed;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Posts;
using Instagram.ApiHost.Users;
using Instagram.Bench.Load;

namespace Instagram.Bench.Micro;

/// <summary>A page of 20 posts as JSON: out of objects, and out of posts that are encoded already.</summary>
public class PageCost
{
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly FeedResponse _page = new([.. Enumerable.Range(1, Page.Posts).Select(Post)], "AAAA", true);
    private IReadOnlyList<byte[]> _pieces = [];

    [GlobalSetup]
    public void Encode() => _pieces = Page.Split(OfObjects());

    [Benchmark(Description = "a page of 20 posts, encoded from objects")]
    public byte[] OfObjects() => JsonSerializer.SerializeToUtf8Bytes(_page, JsonSerializerOptions.Web);

    [Benchmark(Description = "a page of 20 posts, joined from encoded ones")]
    public int OfPieces()
    {
        _output.ResetWrittenCount();
        foreach (var piece in _pieces)
        {
            _output.Write(piece);
        }
        return _output.WrittenCount;
    }

    private static PostResponse Post(int at) => new(
        $"{at}00000000000000000", new UserCardResponse($"{at}", "ada.lovelace", "Ada Lovelace", null, false, false),
        "published", "morning light over the harbour #morning #light", ["morning", "light"], [], null,
        [
            new MediaResponse(
                $"{at}", "image", 4_032, 3_024, "LEHV6nWB2yk8pyo0adR*.7kCMdnj", null,
                new MediaUrlsResponse(
                    $"/media/{at}/thumbnail", $"/media/{at}/small", $"/media/{at}/medium", $"/media/{at}/large"),
                null),
        ],
        at, at, new PostViewerResponse(at % 2 == 0, false), DateTimeOffset.UnixEpoch, null);
}
