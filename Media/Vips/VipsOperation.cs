using System.Globalization;

namespace Instagram.Media.Vips;

/// <summary>
/// One call of a libvips operation: set the arguments, <see cref="Run"/>, take the results, dispose. Results own
/// their references, so they outlive the operation.
/// </summary>
internal sealed class VipsOperation : IDisposable
{
    private readonly string name;
    private nint handle;

    internal VipsOperation(string name)
    {
        VipsRuntime.EnsureStarted();
        this.name = name;
        handle = VipsNative.NewOperation(name);
        if (handle == 0)
        {
            throw VipsException.From(name);
        }
    }

    internal VipsOperation Set(string argument, string value)
    {
        if (VipsNative.SetArgument(handle, argument, value) != 0)
        {
            throw VipsException.From(name);
        }
        return this;
    }

    internal VipsOperation Set(string argument, int value) =>
        Set(argument, value.ToString(CultureInfo.InvariantCulture));

    internal VipsOperation Set(string argument, VipsImage image)
    {
        var value = default(GlibNative.GValue);
        GlibNative.InitValue(ref value, VipsNative.ImageType());
        try
        {
            GlibNative.SetObject(ref value, image.DangerousGetHandle());
            GlibNative.SetProperty(handle, argument, ref value);
        }
        finally
        {
            GlibNative.UnsetValue(ref value);
            GC.KeepAlive(image);
        }
        return this;
    }

    internal VipsOperation Set(string argument, VipsBlob blob)
    {
        var value = default(GlibNative.GValue);
        GlibNative.InitValue(ref value, VipsNative.BlobType());
        try
        {
            GlibNative.SetBoxed(ref value, blob.DangerousGetHandle());
            GlibNative.SetProperty(handle, argument, ref value);
        }
        finally
        {
            GlibNative.UnsetValue(ref value);
            GC.KeepAlive(blob);
        }
        return this;
    }

    internal VipsOperation Run()
    {
        var done = VipsNative.BuildOperation(handle);
        if (done == 0)
        {
            throw VipsException.From(name);
        }

        // the build hands out a reference of its own, to this operation or to one like it
        GlibNative.Unref(handle);
        handle = done;
        return this;
    }

    internal VipsImage Image(string result = "out")
    {
        var value = default(GlibNative.GValue);
        GlibNative.InitValue(ref value, VipsNative.ImageType());
        try
        {
            GlibNative.GetProperty(handle, result, ref value);
            return new VipsImage(GlibNative.DupObject(ref value));
        }
        finally
        {
            GlibNative.UnsetValue(ref value);
        }
    }

    internal unsafe byte[] Bytes(string result = "buffer")
    {
        var value = default(GlibNative.GValue);
        GlibNative.InitValue(ref value, VipsNative.BlobType());
        try
        {
            GlibNative.GetProperty(handle, result, ref value);
            nuint length = 0;
            var data = VipsNative.BlobData(GlibNative.GetBoxed(ref value), &length, null, null, null);
            return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        }
        finally
        {
            GlibNative.UnsetValue(ref value);
        }
    }

    public void Dispose()
    {
        if (handle == 0)
        {
            return;
        }

        // an operation that failed half-way may hold outputs too; without this they are never freed
        VipsNative.UnrefOutputs(handle);
        GlibNative.Unref(handle);
        handle = 0;
    }
}
