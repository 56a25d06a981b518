using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>The functions of libvips that are called, without the varargs ones, which P/Invoke cannot call.</summary>
internal static unsafe partial class VipsNative
{
    private const string Vips = NativeNames.Vips;

    [LibraryImport(Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Init(string programName);

    [LibraryImport(Vips, EntryPoint = "vips_version")]
    internal static partial int Version(int part);

    [LibraryImport(Vips, EntryPoint = "vips_concurrency_set")]
    internal static partial void SetConcurrency(int threads);

    [LibraryImport(Vips, EntryPoint = "vips_cache_set_max")]
    internal static partial void SetCacheMax(int operations);

    [LibraryImport(Vips, EntryPoint = "vips_vector_set_enabled")]
    internal static partial void SetVectorEnabled(int enabled);

    [LibraryImport(Vips, EntryPoint = "vips_vector_isenabled")]
    internal static partial int VectorEnabled();

    [LibraryImport(Vips, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void BlockOperation(string className, int blocked);

    [LibraryImport(Vips, EntryPoint = "vips_type_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint FindType(string baseName, string nickname);

    [LibraryImport(Vips, EntryPoint = "vips_error_buffer_copy")]
    internal static partial nint CopyErrorBuffer();

    [LibraryImport(Vips, EntryPoint = "vips_tracked_get_mem")]
    internal static partial nuint TrackedMemory();

    [LibraryImport(Vips, EntryPoint = "vips_tracked_get_allocs")]
    internal static partial int TrackedAllocations();

    [LibraryImport(Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint NewOperation(string nickname);

    [LibraryImport(Vips, EntryPoint = "vips_object_set_argument_from_string",
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetArgument(nint operation, string name, string value);

    [LibraryImport(Vips, EntryPoint = "vips_cache_operation_build")]
    internal static partial nint BuildOperation(nint operation);

    [LibraryImport(Vips, EntryPoint = "vips_object_unref_outputs")]
    internal static partial void UnrefOutputs(nint operation);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_type")]
    internal static partial nuint ImageType();

    [LibraryImport(Vips, EntryPoint = "vips_blob_get_type")]
    internal static partial nuint BlobType();

    [LibraryImport(Vips, EntryPoint = "vips_blob_copy")]
    internal static partial nint CopyToBlob(byte* data, nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_area_get_data")]
    internal static partial byte* BlobData(nint blob, nuint* length, int* n, nuint* type, nuint* elementSize);

    [LibraryImport(Vips, EntryPoint = "vips_area_unref")]
    internal static partial void UnrefBlob(nint blob);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_width")]
    internal static partial int Width(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_height")]
    internal static partial int Height(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_bands")]
    internal static partial int Bands(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_orientation")]
    internal static partial int Orientation(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint FieldType(nint image, string field);

    [LibraryImport(Vips, EntryPoint = "vips_image_hasalpha")]
    internal static partial int HasAlpha(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_new_from_memory_copy")]
    internal static partial nint NewImage(void* data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Vips, EntryPoint = "vips_image_write_to_memory")]
    internal static partial void* WriteToMemory(nint image, out nuint length);
}
