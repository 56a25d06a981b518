using System.Buffers.Binary;

namespace Instagram.Media.Images;

/// <summary>What a child is asked to do with a file.</summary>
internal enum ImageTask : byte
{
    Render = 1,
    ToJpeg = 2,
}

/// <summary>
/// What host and child say to each other over two pipes. The child: one byte when it can work. The host: a byte for
/// the task, four for a length, the file. The child: four bytes for a length, the answer. Numbers are little-endian.
/// A stranger's file may have taken the child over, so the host believes nothing beyond the form that is checked here.
/// </summary>
internal static class ImageFrames
{
    /// <summary>The largest file that a child is given.</summary>
    internal const int MaxFileBytes = 64 * 1024 * 1024;

    internal const byte Ready = 0xA1;

    /// <summary>Four variants of at most 1080 pixels a side are far smaller, whatever they show.</summary>
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    private const int TaskHeader = 5;
    private const int AnswerHeader = 4;

    internal static void WriteTask(Stream to, ImageTask task, ReadOnlySpan<byte> file)
    {
        Span<byte> header = stackalloc byte[TaskHeader];
        header[0] = (byte)task;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], file.Length);
        to.Write(header);
        to.Write(file);
        to.Flush();
    }

    /// <summary>Null at the end of the input, which is the end of the child.</summary>
    internal static (ImageTask Task, byte[] File)? ReadTask(Stream from)
    {
        Span<byte> header = stackalloc byte[TaskHeader];
        if (from.ReadAtLeast(header, TaskHeader, throwOnEndOfStream: false) < TaskHeader)
        {
            return null;
        }
        var file = ReadBytes(from, BinaryPrimitives.ReadInt32LittleEndian(header[1..]), MaxFileBytes);
        return ((ImageTask)header[0], file);
    }

    internal static void WriteAnswer(Stream to, ReadOnlySpan<byte> answer)
    {
        Span<byte> header = stackalloc byte[AnswerHeader];
        BinaryPrimitives.WriteInt32LittleEndian(header, answer.Length);
        to.Write(header);
        to.Write(answer);
        to.Flush();
    }

    internal static byte[] ReadAnswer(Stream from)
    {
        Span<byte> header = stackalloc byte[AnswerHeader];
        from.ReadExactly(header);
        return ReadBytes(from, BinaryPrimitives.ReadInt32LittleEndian(header), MaxAnswerBytes);
    }

    private static byte[] ReadBytes(Stream from, int length, int most)
    {
        if (length < 0 || length > most)
        {
            throw new InvalidDataException($"A frame of {length} bytes; at most {most} are allowed.");
        }
        var bytes = new byte[length];
        from.ReadExactly(bytes);
        return bytes;
    }
}
