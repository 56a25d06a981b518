using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>
/// An operation of libvips failed. The text comes from a buffer that all threads share, so it may tell of another
/// picture: it is for a person who searches, never for a decision.
/// </summary>
public sealed class VipsException : Exception
{
    private VipsException(string message)
        : base(message)
    {
    }

    internal static unsafe VipsException From(string operation)
    {
        // the copy also empties the buffer, which would otherwise grow for ever
        var text = VipsNative.CopyErrorBuffer();
        try
        {
            var detail = Marshal.PtrToStringUTF8(text)?.Trim();
            return new VipsException(string.IsNullOrEmpty(detail) ? operation : $"{operation}: {detail}");
        }
        finally
        {
            GlibNative.Free((void*)text);
        }
    }
}
