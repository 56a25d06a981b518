using System.Globalization;
using System.Text.Json;

namespace Instagram.Media.Videos;

/// <summary>What ffprobe says of a file; sizes are of the upright frame with square pixels.</summary>
internal sealed record ProbedVideo(
    string FormatName, int DurationMs, int VideoStream, string VideoCodec, FrameSize Size, long Frames,
    int? AudioStream);

/// <summary>Reads ffprobe's JSON, in which anything may be missing.</summary>
internal static class VideoProbe
{
    /// <summary>What this build of ffmpeg decodes and cameras and phones record; another sound is left out.</summary>
    private static readonly HashSet<string> AudioCodecs =
        ["aac", "alac", "mp3", "ac3", "eac3", "opus", "flac", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be",
         "pcm_f32le", "pcm_mulaw", "pcm_alaw", "amr_nb", "amr_wb"];

    public static IEnumerable<string> Command(string path) =>
    [
        "ffprobe", "-v", "error", "-protocol_whitelist", "file,pipe", "-f", "mov", "-threads", "1", "-of", "json",
        "-show_entries",
        "format=format_name,duration:stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,nb_frames,"
        + "duration:stream_tags=rotate:stream_disposition=attached_pic:stream_side_data=rotation",
        "-i", path,
    ];

    /// <summary>Null when there is no moving picture in it.</summary>
    public static ProbedVideo? Read(string json)
    {
        using var document = Parse(json);
        if (document is null
            || !document.RootElement.TryGetProperty("streams", out var streams)
            || !document.RootElement.TryGetProperty("format", out var format))
        {
            return null;
        }
        var all = streams.EnumerateArray().ToList();
        var video = all.FirstOrDefault(stream => Text(stream, "codec_type") == "video" && !IsCover(stream));
        if (video.ValueKind == JsonValueKind.Undefined || Upright(video) is not { } size)
        {
            return null;
        }
        var sound = all.FirstOrDefault(stream =>
            Text(stream, "codec_type") == "audio" && AudioCodecs.Contains(Text(stream, "codec_name")));
        var seconds = Math.Max(Number(format, "duration"), Number(video, "duration"));
        return new ProbedVideo(
            Text(format, "format_name"), (int)Math.Clamp(Math.Round(seconds * 1000), 0, int.MaxValue),
            Whole(video, "index"), Text(video, "codec_name"), size, Whole(video, "nb_frames"),
            sound.ValueKind == JsonValueKind.Undefined ? null : Whole(sound, "index"));
    }

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FrameSize? Upright(JsonElement stream)
    {
        var (width, height) = (Whole(stream, "width"), Whole(stream, "height"));
        if (width < 1 || height < 1)
        {
            return null;
        }
        var parts = Text(stream, "sample_aspect_ratio").Split(':');
        if (parts is [var across, var down] && double.TryParse(across, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(down, CultureInfo.InvariantCulture, out var y)
            && x > 0 && y > 0 && double.IsFinite(x / y))
        {
            width = (int)Math.Clamp(Math.Round(width * x / y), 1, int.MaxValue);
        }
        return Math.Abs(Rotation(stream) % 180) == 90 ? new FrameSize(height, width) : new FrameSize(width, height);
    }

    private static int Rotation(JsonElement stream)
    {
        if (stream.TryGetProperty("side_data_list", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var data in list.EnumerateArray())
            {
                if (data.TryGetProperty("rotation", out _))
                {
                    return Whole(data, "rotation");
                }
            }
        }
        return stream.TryGetProperty("tags", out var tags) ? Whole(tags, "rotate") : 0;
    }

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && Whole(disposition, "attached_pic") == 1;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static int Whole(JsonElement element, string name) =>
        (int)Math.Clamp(Number(element, name), int.MinValue, int.MaxValue);

    /// <summary>ffprobe writes some numbers as text.</summary>
    private static double Number(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number
        : 0;
}
