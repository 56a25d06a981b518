using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Instagram.Storage.Objects;

/// <summary>
/// The bucket's rules that are ours, known by their names; others in a shared bucket stay as they are. They are
/// written only when they differ.
/// </summary>
internal static class S3Rules
{
    private const int PreflightSeconds = 3600;

    /// <summary>
    /// Whatever rights a policy or an object's own list may give to everyone. Lists that do so are ignored; whether
    /// they are refused stays as it is, since Ceph 16 then refuses every upload.
    /// </summary>
    public static async Task<bool> ShutOut(IAmazonS3 s3, ObjectBucket bucket, CancellationToken cancellationToken)
    {
        PublicAccessBlockConfiguration? there = null;
        try
        {
            there = (await s3.GetPublicAccessBlockAsync(
                new GetPublicAccessBlockRequest { BucketName = bucket.Name }, cancellationToken))
                .PublicAccessBlockConfiguration;
        }
        catch (AmazonS3Exception none) when (IsNone(none))
        {
            // It is the first time.
        }
        if (there is { BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true })
        {
            return false;
        }
        await s3.PutPublicAccessBlockAsync(
            new PutPublicAccessBlockRequest
            {
                BucketName = bucket.Name,
                PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration
                {
                    BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true,
                    BlockPublicAcls = there?.BlockPublicAcls == true,
                },
            },
            cancellationToken);
        return true;
    }

    /// <summary>For browsers, which ask before they send a page's bytes to another host.</summary>
    public static async Task<bool> AllowUploads(IAmazonS3 s3, ObjectBucket bucket, CancellationToken cancellationToken)
    {
        var ours = new CORSRule
        {
            Id = Name(bucket, "uploads"),
            AllowedMethods = ["PUT"],
            AllowedOrigins =
                [.. bucket.Options.UploadOrigins.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            AllowedHeaders = ["content-type", "if-none-match", "x-amz-checksum-sha256"],
            MaxAgeSeconds = PreflightSeconds,
        };
        var there = await Existing(async () =>
            (await s3.GetCORSConfigurationAsync(bucket.Name, cancellationToken)).Configuration?.Rules);
        if (there.Any(rule => rule.Id == ours.Id && Text(rule) == Text(ours)))
        {
            return false;
        }
        await s3.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = bucket.Name,
                Configuration = new CORSConfiguration { Rules = [.. there.Where(rule => rule.Id != ours.Id), ours] },
            },
            cancellationToken);
        return true;

        static string Text(CORSRule rule) => string.Join(
            ' ', [.. rule.AllowedMethods, "from", .. rule.AllowedOrigins, "with", .. rule.AllowedHeaders ?? []]);
    }

    public static async Task<bool> SetLifecycle(IAmazonS3 s3, ObjectBucket bucket, CancellationToken cancellationToken)
    {
        var ours = Lifecycle(bucket);
        var there = await Existing(async () =>
            (await s3.GetLifecycleConfigurationAsync(bucket.Name, cancellationToken)).Configuration?.Rules);
        var before = there.Where(rule => IsOurs(bucket, rule)).ToList();
        if (before.Select(Text).Order().SequenceEqual(ours.Select(Text).Order()))
        {
            return false;
        }
        await s3.PutLifecycleConfigurationAsync(
            new PutLifecycleConfigurationRequest
            {
                BucketName = bucket.Name,
                Configuration = new LifecycleConfiguration { Rules = [.. there.Except(before), .. ours] },
            },
            cancellationToken);
        return true;

        static string Text(LifecycleRule rule) =>
            $"{rule.Id} {(rule.Filter?.LifecycleFilterPredicate as LifecyclePrefixPredicate)?.Prefix} "
            + $"{rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation} {rule.Expiration?.Days} "
            + string.Join(' ', (rule.Transitions ?? []).Select(move => $"{move.Days} {move.StorageClass}"));
    }

    private static List<LifecycleRule> Lifecycle(ObjectBucket bucket)
    {
        var options = bucket.Options;
        return
        [
            Rule("parts", "", rule => rule.AbortIncompleteMultipartUpload =
                new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = options.AbortPartsAfterDays }),
            Rule("uploads", ObjectKey.Uploads, rule => rule.Expiration =
                new LifecycleRuleExpiration { Days = options.ExpireUploadsAfterDays }),
            .. options.Tiers.Select((tier, i) => Rule($"tier-{i}", tier.Prefix, rule => rule.Transitions =
                [new LifecycleTransition { Days = tier.AfterDays, StorageClass = tier.StorageClass }])),
        ];

        LifecycleRule Rule(string name, string prefix, Action<LifecycleRule> says)
        {
            var rule = new LifecycleRule
            {
                Id = Name(bucket, name),
                Status = LifecycleRuleStatus.Enabled,
                Filter = new LifecycleFilter
                {
                    LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = options.Prefix + prefix },
                },
            };
            says(rule);
            return rule;
        }
    }

    /// <summary>With the prefix in it: two instances that share a bucket leave each other's alone.</summary>
    private static string Name(ObjectBucket bucket, string rule) => $"instagram:{bucket.Options.Prefix}:{rule}";

    private static bool IsOurs(ObjectBucket bucket, LifecycleRule rule) =>
        rule.Id?.StartsWith(Name(bucket, ""), StringComparison.Ordinal) == true;

    /// <summary>A bucket without any is answered with an error.</summary>
    private static async Task<IReadOnlyList<T>> Existing<T>(Func<Task<List<T>?>> get)
    {
        try
        {
            return await get() ?? [];
        }
        catch (AmazonS3Exception none) when (IsNone(none))
        {
            return [];
        }
    }

    private static bool IsNone(AmazonS3Exception failure) =>
        failure.StatusCode == HttpStatusCode.NotFound && failure.ErrorCode != "NoSuchBucket";
}
