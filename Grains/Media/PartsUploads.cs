using System.Collections.Immutable;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Media;

/// <summary>
/// An upload's bytes before they are acknowledged: in parts, assembled, or given up. Called in the medium's own turn.
/// </summary>
public sealed class PartsUploads(
    MediaStore store, IObjectStore objects, IOptions<UploadOptions> options, TimeProvider time)
{
    private readonly long _partSize = options.Value.PartMegabytes * 1024L * 1024;
    private readonly TimeSpan _lifetime = TimeSpan.FromSeconds(options.Value.AddressLifetimeSeconds);

    /// <summary>
    /// Which parts are there, and fresh addresses for the others. The row names the upload in parts before any address
    /// is given out: a part that was taken is always found again.
    /// </summary>
    public async Task<(MediaRow Noted, PartsView Parts)> Open(MediaRow medium)
    {
        if (await objects.Head(medium.UploadKey) is not null)
        {
            // It came in one piece, or was assembled by a completion that broke off.
            return (medium, new PartsView(PartsResult.Open, _partSize, [.. Cut(medium).Select(Uploaded)]));
        }
        var there = medium.PartsUploadId is { } known ? await objects.ListParts(medium.UploadKey, known) : null;
        if (there is [.., var last] && last.Number > Cut(medium).Count())
        {
            // Cut by another setting: with a part too many it would never become an object.
            await objects.AbortParts(medium.UploadKey, medium.PartsUploadId!);
            there = null;
        }
        var uploadId = there is null
            ? await objects.BeginParts(medium.UploadKey, medium.ContentType)
            : medium.PartsUploadId!;
        var noted = medium with { PartsUploadId = uploadId, AddressExpiresAt = time.GetUtcNow() + _lifetime };
        await store.NoteParts(medium.Id, uploadId, noted.AddressExpiresAt.Value, CancellationToken.None);
        var parts = ImmutableArray.CreateBuilder<PartView>();
        foreach (var part in Cut(medium))
        {
            parts.Add(Find(there, part) is not null
                ? Uploaded(part)
                : new PartView(part.Number, part.Offset, part.Size, await Address(noted, part)));
        }
        return (noted, new PartsView(PartsResult.Open, _partSize, parts.ToImmutable()));
    }

    /// <summary>True when the bytes are in the store as one object, which its parts may become only now.</summary>
    public async Task<bool> Assemble(MediaRow medium)
    {
        if (await objects.Head(medium.UploadKey) is not null)
        {
            return true;
        }
        if (medium.PartsUploadId is not { } uploadId
            || await objects.ListParts(medium.UploadKey, uploadId) is not { } there)
        {
            return false;
        }
        var parts = Cut(medium).Select(part => Find(there, part)).ToList();
        if (parts.Contains(null))
        {
            return false;
        }
        return await objects.CompleteParts(medium.UploadKey, uploadId, parts!) switch
        {
            PartsOutcome.Completed => true,
            PartsOutcome.NoSpace => throw new BusyException("There is no room to put the parts together."),
            _ => false,
        };
    }

    /// <summary>The bytes are not what was announced: it starts from the beginning.</summary>
    public async Task<MediaRow> StartOver(MediaRow medium)
    {
        await Drop(medium);
        var empty = medium with { PartsUploadId = null, AddressExpiresAt = time.GetUtcNow() + _lifetime };
        await store.NoteParts(medium.Id, null, empty.AddressExpiresAt.Value, CancellationToken.None);
        return empty;
    }

    /// <summary>Removes what has come of an upload that nobody can go on with.</summary>
    public async Task Drop(MediaRow medium)
    {
        if (medium.PartsUploadId is { } uploadId)
        {
            await objects.AbortParts(medium.UploadKey, uploadId);
        }
        await objects.Delete(medium.UploadKey);
    }

    private IEnumerable<PartSpan> Cut(MediaRow medium) => PartSizes.Cut(medium.ByteSize, _partSize);

    private static PartView Uploaded(PartSpan part) => new(part.Number, part.Offset, part.Size, null);

    private static ObjectPart? Find(IReadOnlyList<ObjectPart>? there, PartSpan part) =>
        there?.FirstOrDefault(found => found.Number == part.Number && found.ByteSize == part.Size);

    private async Task<UploadTicket> Address(MediaRow medium, PartSpan part)
    {
        var put = await objects.PresignPart(
            medium.UploadKey, medium.PartsUploadId!, part.Number, part.Size, _lifetime);
        return new UploadTicket(put.Method, put.Url, put.Headers.ToImmutableDictionary(), put.ExpiresAt);
    }
}
