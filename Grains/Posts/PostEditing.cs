using System.Collections.Immutable;
using Instagram.Storage.Posts;

namespace Instagram.Grains.Posts;

/// <summary>What an edit makes of a post.</summary>
internal static class PostEditing
{
    /// <summary>The post as edited; null when nothing of it is different.</summary>
    public static PostRow? Apply(PostRow post, EditPost edit)
    {
        var edited = post;
        if (edit.Caption is { } caption && caption.Text != post.Caption)
        {
            edited = edited with
            {
                Caption = caption.Text, Hashtags = [.. caption.Hashtags], Mentions = [.. caption.Mentions],
            };
        }
        if (edit.AltTexts is { } altTexts && Fit(altTexts.Texts, post) is var fitting
            && !fitting.SequenceEqual(post.AltTexts))
        {
            edited = edited with { AltTexts = fitting };
        }
        if (edit.Place is { } place)
        {
            edited = edited with
            {
                Place = place.Place is { } named ? new PlaceRow(named.Id, named.Name, named.Lat, named.Lng) : null,
            };
        }
        return edited == post ? null : edited;
    }

    private static string?[] Fit(ImmutableArray<string?> texts, PostRow post) =>
        [.. post.MediaIds.Select((_, at) => at < texts.Length ? texts[at] : null)];
}
