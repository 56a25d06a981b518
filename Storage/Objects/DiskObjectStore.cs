using System.Runtime.CompilerServices;
using Instagram.Storage.Files;

namespace Instagram.Storage.Objects;

/// <summary>Objects as files under <c>objects</c> in the data directory.</summary>
public sealed class DiskObjectStore : IObjectStore
{
    private readonly DiskLayout _layout;
    private readonly PutSigner _signer;
    private readonly DiskParts _parts;
    private readonly TimeProvider _time;

    /// <param name="dataDirectory">Also holds the secret that upload URLs are signed with.</param>
    /// <param name="time">Stamps the objects and the URLs.</param>
    public DiskObjectStore(string dataDirectory, TimeProvider time)
    {
        _layout = new DiskLayout(Path.Combine(dataDirectory, "objects"));
        _signer = PutSigner.At(dataDirectory);
        _parts = new DiskParts(_layout, _signer, time);
        _time = time;
    }

    internal DiskLayout Layout => _layout;

    internal PutSigner Signer => _signer;

    internal DiskParts Parts => _parts;

    public ValueTask<PresignedPut> PresignPut(
        string key, PutTerms terms, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ObjectKey.Validate(key);
        return ValueTask.FromResult(_signer.Presign(key, terms, _time.GetUtcNow() + lifetime));
    }

    public Task<ObjectInfo?> Head(string key, CancellationToken cancellationToken = default)
    {
        var file = new FileInfo(_layout.PathOf(key));
        if (file.Exists && !IsLink(file.FullName))
        {
            return Task.FromResult<ObjectInfo?>(Describe(key, file));
        }
        _layout.Require();
        return Task.FromResult<ObjectInfo?>(null);
    }

    public async Task Put(
        string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default)
    {
        var target = _layout.PathOf(key);
        await using var unfinished = new UnfinishedObject(_layout);
        await unfinished.Content.WriteAsync(content, cancellationToken);
        await unfinished.Publish(target, _time.GetUtcNow());
    }

    public async Task Put(
        string key, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        var target = _layout.PathOf(key);
        await using var unfinished = new UnfinishedObject(_layout);
        await content.CopyToAsync(unfinished.Content, cancellationToken);
        await unfinished.Publish(target, _time.GetUtcNow());
    }

    public Task<Stream?> OpenRead(string key, CancellationToken cancellationToken = default)
    {
        var path = _layout.PathOf(key);
        if (IsLink(path))
        {
            return Task.FromResult<Stream?>(null);
        }
        try
        {
            // A reader goes on with a file that is deleted meanwhile.
            return Task.FromResult<Stream?>(new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task<bool> Copy(string from, string to, CancellationToken cancellationToken = default)
    {
        var source = _layout.PathOf(from);
        var target = _layout.PathOf(to);
        if (IsLink(source))
        {
            return false;
        }
        try
        {
            await Task.Run(
                () =>
                {
                    // Both names are one file. A sweep of old objects must see the new name as new, at the price of
                    // seeing the old one so too.
                    File.SetLastWriteTimeUtc(source, _time.GetUtcNow().UtcDateTime);
                    UnfinishedObject.Publish(source, target);
                },
                cancellationToken);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException) when (File.Exists(source) && !File.Exists(target))
        {
            // A file has a bounded number of names; then the bytes are copied.
            return await CopyBytes(source, target, cancellationToken);
        }
    }

    public Task Delete(string key, CancellationToken cancellationToken = default)
    {
        var path = _layout.PathOf(key);
        return Task.Run(
            () =>
            {
                File.Delete(path);
                Posix.SyncDirectory(Path.GetDirectoryName(path)!);
            },
            cancellationToken);
    }

    public async IAsyncEnumerable<ObjectInfo> List(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var start = DiskLayout.FileNameOf(prefix);
        foreach (var directory in _layout.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A directory at a time: the caller's thread gets air between them.
            await Task.Yield();
            foreach (var file in new DirectoryInfo(directory).EnumerateFiles())
            {
                if (file.Name.StartsWith(start, StringComparison.Ordinal)
                    && Existing(DiskLayout.KeyOf(file.Name), file) is { } found)
                {
                    yield return found;
                }
            }
        }
    }

    public Task<string> BeginParts(string key, string contentType, CancellationToken cancellationToken = default) =>
        _parts.Begin(key);

    public ValueTask<PresignedPut> PresignPart(
        string key, string uploadId, int number, long byteSize, TimeSpan lifetime,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_parts.Presign(key, uploadId, number, byteSize, lifetime));

    public Task<IReadOnlyList<ObjectPart>?> ListParts(
        string key, string uploadId, CancellationToken cancellationToken = default) => _parts.List(key, uploadId);

    public Task<PartsOutcome> CompleteParts(
        string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken = default) =>
        _parts.Complete(key, uploadId, parts, cancellationToken);

    public Task AbortParts(string key, string uploadId, CancellationToken cancellationToken = default) =>
        _parts.Abort(key, uploadId);

    public async IAsyncEnumerable<PartsUpload> ListPartsUploads(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var upload in await Task.Run(() => _parts.ListUploads().ToList(), cancellationToken))
        {
            yield return upload;
        }
    }

    /// <summary>The store makes none: what one leads to is no object, whoever put it there.</summary>
    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static ObjectInfo Describe(string key, FileInfo file) =>
        new(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    private static ObjectInfo? Existing(string key, FileInfo file)
    {
        try
        {
            return Describe(key, file);
        }
        catch (FileNotFoundException)
        {
            // Deleted since its directory was read.
            return null;
        }
    }

    private async Task<bool> CopyBytes(string source, string target, CancellationToken cancellationToken)
    {
        await using var from = File.OpenRead(source);
        await using var unfinished = new UnfinishedObject(_layout);
        await from.CopyToAsync(unfinished.Content, cancellationToken);
        await unfinished.Publish(target, _time.GetUtcNow());
        return true;
    }
}
