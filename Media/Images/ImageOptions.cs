namespace Instagram.Media.Images;

/// <summary>How much of the machine pictures may take, and how they are encoded.</summary>
public sealed class ImageOptions
{
    /// <summary>
    /// Child processes that decode and encode, one picture at a time each. All cores but one, so that requests keep a
    /// core whatever is uploaded, and at most 8, because the worst accepted picture (50 megapixels, progressive or
    /// 16-bit) holds some 400 MB meanwhile.
    /// </summary>
    public int Workers { get; set; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);

    /// <summary>Pictures that wait for a worker; a caller beyond it waits for room and keeps its bytes.</summary>
    public int QueueLimit { get; set; } = 32;

    /// <summary>Pixels of the largest accepted picture, judged from the header before anything is decoded.</summary>
    public int MaxMegapixels { get; set; } = 50;

    /// <summary>Quality of the WebP variants, 1 to 100.</summary>
    public int WebpQuality { get; set; } = 80;

    /// <summary>
    /// Effort of the WebP encoder, 0 (fast, larger files) to 6 (slow, smaller files). For a 12-megapixel JPEG all four
    /// variants cost 180 ms of processor at 4 and 133 ms at 2, whose files are 7 % larger; 6 gains 1 % for 50 ms. A
    /// picture is encoded once and sent many times, so 4.
    /// </summary>
    public int WebpEffort { get; set; } = 4;

    /// <summary>Quality of the JPEG files for clients that don't accept WebP, 1 to 100.</summary>
    public int JpegQuality { get; set; } = 82;

    /// <summary>
    /// Processor time of one picture, of which the slowest accepted one takes a few seconds; by the clock it may take
    /// six times as long. What takes longer in a second process too is rejected.
    /// </summary>
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>
    /// Address space that one process may fill with a picture, beside what its runtime reserves. The worst accepted
    /// one needs some 400 MB.
    /// </summary>
    public int MaxMemoryMegabytes { get; set; } = 1_024;

    /// <summary>Pictures after which a process is replaced, so that what libraries leak is bounded.</summary>
    public int PicturesPerProcess { get; set; } = 500;

    /// <summary>A process without work for so long is ended; the next picture starts another.</summary>
    public int IdleSeconds { get; set; } = 120;

    /// <summary>Throws when a value makes no sense.</summary>
    public void Validate()
    {
        Within(Workers, 1, 256, nameof(Workers));
        Within(QueueLimit, 1, 100_000, nameof(QueueLimit));
        Within(MaxMegapixels, 1, 1_000, nameof(MaxMegapixels));
        Within(WebpQuality, 1, 100, nameof(WebpQuality));
        Within(WebpEffort, 0, 6, nameof(WebpEffort));
        Within(JpegQuality, 1, 100, nameof(JpegQuality));
        Within(TimeoutSeconds, 1, 3_600, nameof(TimeoutSeconds));
        Within(MaxMemoryMegabytes, 64, 65_536, nameof(MaxMemoryMegabytes));
        Within(PicturesPerProcess, 1, 1_000_000, nameof(PicturesPerProcess));
        Within(IdleSeconds, 1, 86_400, nameof(IdleSeconds));
    }

    private static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new InvalidOperationException(
                $"{nameof(ImageOptions)}.{name} is {value}; {least} to {most} is allowed.");
        }
    }
}
