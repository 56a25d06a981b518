using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>
/// Bytes for libvips to read from, copied once: its images read lazily, long after a pin would be gone, and each that
/// does holds a reference of its own.
/// </summary>
internal sealed class VipsBlob : SafeHandle
{
    private VipsBlob(nint blob)
        : base(0, ownsHandle: true) => SetHandle(blob);

    public override bool IsInvalid => handle == 0;

    internal static unsafe VipsBlob Of(ReadOnlySpan<byte> bytes)
    {
        VipsRuntime.EnsureStarted();
        fixed (byte* data = bytes)
        {
            var blob = VipsNative.CopyToBlob(data, (nuint)bytes.Length);
            return blob == 0 ? throw VipsException.From("blob") : new VipsBlob(blob);
        }
    }

    protected override bool ReleaseHandle()
    {
        VipsNative.UnrefBlob(handle);
        return true;
    }
}
