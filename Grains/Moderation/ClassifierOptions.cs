using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Moderation;

public sealed class ClassifierOptions
{
    public const string Section = "Moderation:Classifier";

    /// <summary>Where pictures are posted to, http or https; null: nothing judges them.</summary>
    [RegularExpression(@"(?i)https?://\S+", ErrorMessage = "Moderation:Classifier:Endpoint is no http(s) address.")]
    public string? Endpoint { get; set; }

    /// <summary>How long one attempt may take.</summary>
    [Range(0.05, 60.0)]
    public double TimeoutSeconds { get; set; } = 5;

    /// <summary>
    /// After so many a picture goes on without an answer, and is asked about again later. Together with the waiting
    /// for a turn they take no longer than this many timeouts.
    /// </summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 2;

    /// <summary>Before another attempt.</summary>
    [Range(0.0, 10.0)]
    public double RetryDelaySeconds { get; set; } = 0.2;

    /// <summary>Pictures sent at once by one silo.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 4;
}
