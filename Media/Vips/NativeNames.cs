using System.Reflection;
using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>Which files hold the native libraries; the Linux names are tried first.</summary>
internal static class NativeNames
{
    internal const string Vips = "vips";
    internal const string GObject = "gobject";
    internal const string Glib = "glib";

    internal static readonly string[] VipsFiles = ["libvips.so.42", "libvips.42.dylib"];
    private static readonly string[] GObjectFiles = ["libgobject-2.0.so.0", "libgobject-2.0.0.dylib"];
    private static readonly string[] GlibFiles = ["libglib-2.0.so.0", "libglib-2.0.0.dylib"];

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        var files = name switch
        {
            Vips => VipsFiles,
            GObject => GObjectFiles,
            Glib => GlibFiles,
            _ => [],
        };
        return TryLoadAny(files, out var handle) ? handle : 0;
    }

    internal static bool TryLoadAny(IEnumerable<string> files, out nint handle)
    {
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, out handle))
            {
                return true;
            }
        }
        handle = 0;
        return false;
    }
}
