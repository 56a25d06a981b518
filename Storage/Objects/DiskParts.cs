using System.Globalization;
using Instagram.Storage.Files;

namespace Instagram.Storage.Objects;

/// <summary>
/// Uploads in parts, each a directory named by key and upload in which a part is a file named by its number. A part is
/// renamed into it complete and durable; the directory is renamed away before it is removed, so that an upload is over
/// in one step and a late part finds no place.
/// </summary>
internal sealed class DiskParts(DiskLayout layout, PutSigner signer, TimeProvider time)
{
    /// <summary>Between key and upload: a key has no empty part, so it never has two of these in a row.</summary>
    private const string Separator = "~~";

    private const int BlockBytes = 1024 * 1024;

    public Task<string> Begin(string key) => Task.Run(() =>
    {
        ObjectKey.Validate(key);
        layout.Require();
        var started = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        var uploadId = $"{started}-{Guid.NewGuid():n}";
        Directory.CreateDirectory(
            DirectoryOf(key, uploadId), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Posix.SyncDirectory(layout.Parts);
        return uploadId;
    });

    public PresignedPut Presign(string key, string uploadId, int number, long byteSize, TimeSpan lifetime)
    {
        ObjectKey.Validate(key);
        Validate(uploadId);
        ObjectParts.ValidateNumber(number);
        return signer.PresignPart(key, new PartTerms(uploadId, number, byteSize), time.GetUtcNow() + lifetime);
    }

    /// <summary>Where a part is, or null when its upload is over.</summary>
    public string? PlaceOf(string key, PartTerms terms)
    {
        var directory = DirectoryOf(key, terms.UploadId);
        if (Directory.Exists(directory))
        {
            return FileOf(directory, terms.Number);
        }
        layout.Require();
        return null;
    }

    public Task<IReadOnlyList<ObjectPart>?> List(string key, string uploadId)
    {
        var directory = DirectoryOf(key, uploadId);
        return Task.Run<IReadOnlyList<ObjectPart>?>(() => Read(directory));
    }

    public async Task<PartsOutcome> Complete(
        string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken)
    {
        var directory = DirectoryOf(key, uploadId);
        var target = layout.PathOf(key);
        if (await Task.Run(() => Read(directory), cancellationToken) is not { } there)
        {
            return PartsOutcome.NoSuchUpload;
        }
        if (parts.Count == 0 || parts.Except(there).Any()
            || parts.Zip(parts.Skip(1)).Any(pair => pair.First.Number >= pair.Second.Number))
        {
            return PartsOutcome.InvalidPart;
        }
        if (parts.SkipLast(1).Any(part => part.ByteSize < ObjectParts.MinBytes))
        {
            return PartsOutcome.TooSmall;
        }
        try
        {
            if (!File.Exists(target))
            {
                await Join(directory, parts, target, cancellationToken);
            }
        }
        catch (IOException full) when (UnfinishedObject.IsFull(full))
        {
            return PartsOutcome.NoSpace;
        }
        await Abort(key, uploadId);
        return PartsOutcome.Completed;
    }

    public Task Abort(string key, string uploadId)
    {
        var directory = DirectoryOf(key, uploadId);
        return Task.Run(() =>
        {
            var leaving = Path.Combine(layout.Unfinished, Guid.NewGuid().ToString("n"));
            try
            {
                Directory.Move(directory, leaving);
            }
            catch (DirectoryNotFoundException)
            {
                layout.Require();
                return;
            }
            Posix.SyncDirectory(layout.Parts);
            Directory.Delete(leaving, recursive: true);
        });
    }

    public IEnumerable<PartsUpload> ListUploads()
    {
        foreach (var directory in new DirectoryInfo(layout.Parts).EnumerateDirectories())
        {
            if (directory.Name.Split(Separator) is [var name, var uploadId] && StartOf(uploadId) is { } started)
            {
                yield return new PartsUpload(DiskLayout.KeyOf(name), uploadId, started);
            }
        }
    }

    private async Task Join(
        string directory, IEnumerable<ObjectPart> parts, string target, CancellationToken cancellationToken)
    {
        await using var whole = new UnfinishedObject(layout);
        foreach (var part in parts)
        {
            await using var content = File.OpenRead(FileOf(directory, part.Number));
            await content.CopyToAsync(whole.Content, BlockBytes, cancellationToken);
        }
        await whole.Publish(target, time.GetUtcNow());
    }

    private List<ObjectPart>? Read(string directory)
    {
        try
        {
            return new DirectoryInfo(directory).GetFiles()
                .Select(file => new ObjectPart(
                    int.Parse(file.Name, NumberStyles.None, CultureInfo.InvariantCulture), file.Length,
                    string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}")))
                .OrderBy(part => part.Number)
                .ToList();
        }
        catch (IOException gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            layout.Require();
            return null;
        }
    }

    private string DirectoryOf(string key, string uploadId)
    {
        ObjectKey.Validate(key);
        Validate(uploadId);
        return Path.Combine(layout.Parts, $"{DiskLayout.FileNameOf(key)}{Separator}{uploadId}");
    }

    private static string FileOf(string directory, int number) =>
        Path.Combine(directory, number.ToString("00000", CultureInfo.InvariantCulture));

    private static void Validate(string uploadId)
    {
        if (StartOf(uploadId) is null)
        {
            throw new ArgumentException("This names no upload in parts.", nameof(uploadId));
        }
    }

    private static DateTimeOffset? StartOf(string uploadId) =>
        uploadId.Split('-') is [{ Length: <= 12 } started, var unique] && Guid.TryParseExact(unique, "N", out _)
        && long.TryParse(started, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
