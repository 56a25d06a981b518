using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Instagram.Storage.Objects;
using Microsoft.AspNetCore.WebUtilities;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class SignatureLaws(LawBook book)
{
    private static readonly DateTimeOffset Expiry = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PutSigner _signer = new([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    private static Gen<(string Key, PutTerms Terms)> Uploads =>
        from key in Gen.Elements("originals/1/a.jpg", "o/2", "originals/11/a.jpg")
        from type in Gen.Elements("image/jpeg", "image/png", "video/mp4")
        from size in Gen.Choose(1, int.MaxValue)
        from hash in Gen.Elements(null, new string('a', 64), new string('0', 64))
        select (key, new PutTerms(type, size, hash));

    [Fact]
    public void What_is_signed_is_what_is_read() => book.Holds(Uploads, upload =>
    {
        var (key, query) = Read(_signer.Presign(upload.Key, upload.Terms, Expiry).Url);
        Assert.Equal(upload.Key, key);
        Assert.Equal((upload.Terms, Expiry), _signer.Verify(key, query));
    });

    /// <summary>Unless it still says the same: a path may be escaped, and %2F may be %2f.</summary>
    [Fact]
    public void An_address_with_any_letter_changed_is_refused() => book.Holds(
        from upload in Uploads
        from at in Gen.Choose(0, 10_000)
        from letter in Gen.Elements("0123456789abcdefABCDEF/.%&=-_ \n+".ToCharArray())
        select (upload, at, letter),
        each =>
        {
            var url = _signer.Presign(each.upload.Key, each.upload.Terms, Expiry).Url;
            var start = "/objects/".Length;
            var changed = url.ToCharArray();
            changed[start + (each.at % (url.Length - start))] = each.letter;
            var (key, query) = Read(new string(changed));
            Assert.True(
                (key, query) == Read(url) || _signer.Verify(key, query) is null
                || (key, Plain(query)) == (Read(url).Key, Plain(Read(url).Query)),
                $"{url}\n{new string(changed)}");
        }, 3_000);

    [Fact]
    public void The_address_of_a_part_is_none_of_a_whole_and_the_other_way() => book.Holds(
        from upload in Uploads from number in Gen.Choose(1, 10_000) select (upload, number),
        each =>
        {
            var whole = Fields(_signer.Presign(each.upload.Key, each.upload.Terms, Expiry).Url);
            var part = Fields(_signer.PresignPart(
                each.upload.Key, new PartTerms("id", each.number, each.upload.Terms.ByteSize), Expiry).Url);
            Assert.NotNull(_signer.Verify(each.upload.Key, new PartQuery(
                part["upload"], part["part"], part["expires"], part["size"], part["signature"])));
            Assert.Null(_signer.Verify(each.upload.Key, new PartQuery(
                "id", $"{each.number}", whole["expires"], whole["size"], whole["signature"])));
            Assert.Null(_signer.Verify(each.upload.Key, new PutQuery(
                part["expires"], each.upload.Terms.ContentType, part["size"], each.upload.Terms.Sha256Hex,
                part["signature"])));
        });

    /// <summary>"007" is the same size as "7": what is signed are the terms.</summary>
    private static PutQuery Plain(PutQuery query) => query with
    {
        Expires = Number(query.Expires), Size = Number(query.Size), Sha256 = query.Sha256 ?? "",
    };

    private static string? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"{number}" : text;

    private static (string Key, PutQuery Query) Read(string url)
    {
        var fields = Fields(url);
        return (
            Uri.UnescapeDataString(url.Split('?')[0]["/objects/".Length..]),
            new PutQuery(
                fields.GetValueOrDefault("expires"), fields.GetValueOrDefault("type"), fields.GetValueOrDefault("size"),
                fields.GetValueOrDefault("sha256"), fields.GetValueOrDefault("signature")));
    }

    private static Dictionary<string, string> Fields(string url) =>
        QueryHelpers.ParseQuery(url.Contains('?', StringComparison.Ordinal) ? url[url.IndexOf('?')..] : "")
            .ToDictionary(field => field.Key, field => field.Value.ToString());
}
