using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>The functions of GLib and GObject that carry images and blobs into and out of an operation.</summary>
internal static partial class GlibNative
{
    [LibraryImport(NativeNames.Glib, EntryPoint = "g_free")]
    internal static unsafe partial void Free(void* memory);

    [LibraryImport(NativeNames.Glib, EntryPoint = "g_setenv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint instance);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_object_set_property",
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_object_get_property",
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void GetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_value_init")]
    internal static partial void InitValue(ref GValue value, nuint type);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_value_unset")]
    internal static partial void UnsetValue(ref GValue value);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_value_set_object")]
    internal static partial void SetObject(ref GValue value, nint instance);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_value_dup_object")]
    internal static partial nint DupObject(ref GValue value);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_value_set_boxed")]
    internal static partial void SetBoxed(ref GValue value, nint boxed);

    [LibraryImport(NativeNames.GObject, EntryPoint = "g_value_get_boxed")]
    internal static partial nint GetBoxed(ref GValue value);

    /// <summary>GLib's GValue: a type and two machine words, all zero before it is initialised.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        private nuint type;
        private ulong first;
        private ulong second;
    }
}
