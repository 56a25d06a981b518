using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>The one start of libvips in this process. Safe to ask from any thread, as often as one likes.</summary>
public static class VipsRuntime
{
    private const string Missing = "libvips is not installed: apt-get install libvips42";

    private static readonly Lazy<string?> Started = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    // Everything else that libvips can open (SVG, PDF, TIFF, ImageMagick's hundred formats) is a way in for strangers.
    private static readonly string[] AllowedLoaders =
        ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"];

    /// <summary>Null when libvips can be used, else one sentence that says what to do.</summary>
    public static string? Check() => Started.Value;

    internal static string? Check(params string[] libraryFiles) =>
        NativeNames.TryLoadAny(libraryFiles, out _) ? Check() : Missing;

    /// <summary>Starts libvips or throws with the sentence of <see cref="Check()"/>.</summary>
    internal static void EnsureStarted()
    {
        if (Check() is { } problem)
        {
            throw new InvalidOperationException(problem);
        }
    }

    /// <summary>HEIC is a plug-in of libvips that a system may lack.</summary>
    internal static bool Has(string operation) => VipsNative.FindType("VipsOperation", operation) != 0;

    private static string? Start()
    {
        if (!NativeNames.TryLoadAny(NativeNames.VipsFiles, out _))
        {
            return Missing;
        }
        NativeLibrary.SetDllImportResolver(typeof(VipsRuntime).Assembly, NativeNames.Resolve);

        // GLib reads the process's own environment, which Environment.SetEnvironmentVariable does not change.
        // Without this every damaged upload writes a line to standard error.
        _ = GlibNative.SetEnvironment("VIPS_WARNING", "0", 1);
        if (VipsNative.Init("media") != 0)
        {
            return "libvips does not start: reinstall libvips42";
        }

        // One picture, one core: the workers are the parallelism. The cache would keep strangers' pixels in memory.
        VipsNative.SetConcurrency(1);
        VipsNative.SetCacheMax(0);

        // liborc 0.4.33, which compiles the loops of a resize, frees its code without a lock: two pictures that end
        // together can take the process down. Only who renders one at a time may switch it on again.
        VipsNative.SetVectorEnabled(0);
        VipsNative.BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in AllowedLoaders)
        {
            VipsNative.BlockOperation(loader, 0);
        }
        return null;
    }
}
