using System.Net.Http.Headers;
using Instagram.Tests.Media;

namespace Instagram.Tests.Crash;

/// <summary>
/// Each thing that a client does, written so that it can be sent again: the ledger hears of it before it is sent, and
/// of its acknowledgement when that comes.
/// </summary>
internal sealed class Requests(Wire wire, Ledger ledger)
{
    private const int Pictures = 8;

    private static readonly byte[][] Good =
        [.. Enumerable.Range(1, Pictures).Select(seed => TestPicture.Noise(110 * seed, 80 * seed, seed).Jpeg(70))];

    private static readonly byte[] Damaged = TestPicture.Noise(200, 200).Jpeg()[..2_000];

    public async Task<Reply> SignUp(LedgerAccount account)
    {
        ledger.Accounts.TryAdd(account.Username, account);
        var reply = await wire.Post("/api/v1/auth/signup", null, new
        {
            username = account.Username, email = account.Email, password = LedgerAccount.Password,
        });
        if (reply.Status == 201)
        {
            Enters(account, reply);
        }
        return reply;
    }

    public async Task<Reply> LogIn(LedgerAccount account)
    {
        var reply = await wire.Post(
            "/api/v1/auth/login", null, new { login = account.Username, password = LedgerAccount.Password });
        if (reply.Status == 200)
        {
            Enters(account, reply);
        }
        return reply;
    }

    public Task<Reply> Follow(LedgerAccount follower, LedgerAccount followee) => Send(
        ledger.Follows.GetOrAdd((follower.Username, followee.Username), _ => new LedgerEntry()), 204,
        () => wire.Post($"/api/v1/users/{followee.Id}/follow", follower.Token));

    public Task<Reply> Like(LedgerAccount account, LedgerPost post) => Send(
        ledger.Likes.GetOrAdd((account.Username, post.Key), _ => new LedgerEntry()), 204,
        () => wire.Post($"/api/v1/posts/{post.Id}/like", account.Token));

    /// <summary>Announces, sends and completes; damaged ones too.</summary>
    public async Task<Reply> Upload(LedgerAccount owner, Random random)
    {
        var isDamaged = random.Next(8) == 0;
        var picture = isDamaged ? Damaged : Good[random.Next(Pictures)];
        var ticket = await wire.Post(
            "/api/v1/media/uploads", owner.Token, new { contentType = "image/jpeg", byteSize = picture.Length });
        if (ticket.Status != 201)
        {
            return ticket;
        }
        var upload = new LedgerUpload(owner, picture, isDamaged)
        {
            PutUrl = ticket.Body.GetProperty("upload").GetProperty("url").GetString()!,
        };
        var mediaId = ticket.Text("mediaId");
        ledger.Uploads[mediaId] = upload;
        return await Finish(mediaId, upload);
    }

    /// <summary>The rest of an upload that was announced; the bytes may be there already.</summary>
    public async Task<Reply> Finish(string mediaId, LedgerUpload upload)
    {
        // An absolute address would name the port of the life in which it was given.
        var path = new Uri(wire.Address, upload.PutUrl).PathAndQuery;
        var put = await wire.Send(HttpMethod.Put, path, null, Jpeg(upload.Picture));
        return put.Status == 200
            ? await Send(upload, 202, () => wire.Post($"/api/v1/media/uploads/{mediaId}/complete", upload.Owner.Token))
            : put;
    }

    /// <summary>As JSON with a medium or as a form with a picture, as the ledger has it.</summary>
    public async Task<Reply> Post(LedgerPost post)
    {
        ledger.Posts.TryAdd(post.Key, post);
        var reply = post.Picture is { } picture
            ? await wire.Send(HttpMethod.Post, "/api/v1/posts", post.Author.Token, Form(post.Key, picture), post.Key)
            : await wire.Post(
                "/api/v1/posts", post.Author.Token, new { mediaIds = new[] { post.MediaId }, caption = post.Key },
                post.Key);
        if (reply.Status == 201)
        {
            post.Id = reply.Text("id");
            if (!post.IsAcknowledged)
            {
                ledger.Acknowledge(post);
            }
        }
        return reply;
    }

    /// <summary>The post as its author sees it.</summary>
    public async Task<Reply> See(LedgerPost post)
    {
        var reply = await wire.Get($"/api/v1/posts/{post.Id}", post.Author.Token);
        post.IsPublished |= reply.Status == 200 && reply.Text("status") == "published";
        return reply;
    }

    public static byte[] Picture(Random random) => Good[random.Next(Pictures)];

    private async Task<Reply> Send(LedgerEntry entry, int success, Func<Task<Reply>> send)
    {
        var reply = await send();
        if (reply.Status == success && !entry.IsAcknowledged)
        {
            ledger.Acknowledge(entry);
        }
        return reply;
    }

    private void Enters(LedgerAccount account, Reply reply)
    {
        account.Id = reply.Body.GetProperty("user").GetProperty("id").GetString()!;
        account.Token = reply.Text("accessToken");
        if (!account.IsAcknowledged)
        {
            ledger.Acknowledge(account);
        }
    }

    private static MultipartFormDataContent Form(string caption, byte[] picture) =>
        new() { { new StringContent(caption), "caption" }, { Jpeg(picture), "image", "picture.jpg" } };

    private static ByteArrayContent Jpeg(byte[] picture)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return content;
    }
}
