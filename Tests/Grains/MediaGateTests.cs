using Instagram.Grains.Media;
using Instagram.Grains.Moderation;
using Instagram.Grains.Users;
using Instagram.Media.Images;
using Instagram.Storage.Objects;

namespace Instagram.Tests.Grains;

[Collection(GrainGroup.Name)]
public sealed class MediaGateTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_jpeg_made_while_its_picture_is_purged_is_not_kept()
    {
        var bob = await _product.SignUp("bob");
        var mediaId = long.Parse(
            await bob.UploadsReady(Pictures.Sunset()), System.Globalization.CultureInfo.InvariantCulture);
        var objects = _product.Service<IObjectStore>();
        var key = (await _product.Service<MediaGate>().Find(bob.Number, mediaId, "small"))!;
        var gate = new MediaGate(
            _product.Grains, _product.Service<Sight>(), _product.Service<Moderators>(), new Purging(objects, key),
            _product.Service<ImagePipeline>());

        Assert.NotNull(await gate.OpenJpeg(key, default));

        Assert.Null(await objects.Head(key));
        Assert.Null(await objects.Head(Path.ChangeExtension(key, ".jpg")));
    }

    /// <summary>A purge comes just before something is put.</summary>
    private sealed class Purging(IObjectStore objects, string purged) : IObjectStore
    {
        public string? UploadOrigin => objects.UploadOrigin;

        public ValueTask<PresignedPut> PresignPut(
            string key, PutTerms terms, TimeSpan lifetime, CancellationToken cancellationToken) =>
            objects.PresignPut(key, terms, lifetime, cancellationToken);

        public Task<ObjectInfo?> Head(string key, CancellationToken cancellationToken) =>
            objects.Head(key, cancellationToken);

        public async Task Put(
            string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
        {
            await objects.Delete(purged, cancellationToken);
            await objects.Delete(key, cancellationToken);
            await objects.Put(key, content, contentType, cancellationToken);
        }

        public Task<Stream?> OpenRead(string key, CancellationToken cancellationToken) =>
            objects.OpenRead(key, cancellationToken);

        public Task<bool> Copy(string from, string to, CancellationToken cancellationToken) =>
            objects.Copy(from, to, cancellationToken);

        public Task Delete(string key, CancellationToken cancellationToken) => objects.Delete(key, cancellationToken);

        public IAsyncEnumerable<ObjectInfo> List(string prefix, CancellationToken cancellationToken) =>
            objects.List(prefix, cancellationToken);

        public Task Put(string key, Stream content, string contentType, CancellationToken cancellationToken) =>
            objects.Put(key, content, contentType, cancellationToken);

        public Task<string> BeginParts(string key, string contentType, CancellationToken cancellationToken) =>
            objects.BeginParts(key, contentType, cancellationToken);

        public ValueTask<PresignedPut> PresignPart(
            string key, string uploadId, int number, long byteSize, TimeSpan lifetime,
            CancellationToken cancellationToken) =>
            objects.PresignPart(key, uploadId, number, byteSize, lifetime, cancellationToken);

        public Task<IReadOnlyList<ObjectPart>?> ListParts(
            string key, string uploadId, CancellationToken cancellationToken) =>
            objects.ListParts(key, uploadId, cancellationToken);

        public Task<PartsOutcome> CompleteParts(
            string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken) =>
            objects.CompleteParts(key, uploadId, parts, cancellationToken);

        public Task AbortParts(string key, string uploadId, CancellationToken cancellationToken) =>
            objects.AbortParts(key, uploadId, cancellationToken);

        public IAsyncEnumerable<PartsUpload> ListPartsUploads(CancellationToken cancellationToken) =>
            objects.ListPartsUploads(cancellationToken);
    }
}
