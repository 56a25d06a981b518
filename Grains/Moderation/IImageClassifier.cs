namespace Instagram.Grains.Moderation;

/// <summary>Judges pictures. None is configured by default, and then nothing is judged.</summary>
public interface IImageClassifier
{
    /// <summary>How explicit the picture is, 0 to 1; null when no answer was to be had within the bounds.</summary>
    Task<double?> Score(ReadOnlyMemory<byte> picture, string contentType, CancellationToken ct);
}
