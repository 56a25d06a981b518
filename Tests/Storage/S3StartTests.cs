using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Instagram.Storage;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Instagram.Tests.Storage;

/// <summary>What a start makes of the bucket, and how it ends where that cannot be.</summary>
public sealed class S3StartTests
{
    [S3Fact]
    public async Task A_missing_bucket_is_made_and_gets_its_rules()
    {
        var options = await TestS3.NewBucket();
        options.AbortPartsAfterDays = 3;
        options.ExpireUploadsAfterDays = 2;
        options.Tiers.Add(new S3Tier { Prefix = "originals/", AfterDays = 30, StorageClass = "STANDARD_IA" });

        await Start(options);
        await Start(options);

        using var bucket = new ObjectBucket(options, TimeProvider.System);
        Assert.Equal(
            [
                "instagram::parts  3  ", "instagram::tier-0 originals/   30 STANDARD_IA",
                "instagram::uploads uploads/  2 ",
            ],
            (await Lifecycle(bucket)).Select(Text).Order());
        var page = Assert.Single(
            (await bucket.Ask(s3 => s3.GetCORSConfigurationAsync(bucket.Name), default)).Configuration.Rules);
        Assert.Equal(["PUT"], page.AllowedMethods);
        Assert.Equal(["*"], page.AllowedOrigins);
    }

    [S3Fact]
    public async Task Rules_follow_the_settings_and_those_of_others_stay()
    {
        var options = await TestS3.NewBucket();
        await Start(options);
        using var bucket = new ObjectBucket(options, TimeProvider.System);
        var theirs = new LifecycleRule
        {
            Id = "logs", Status = LifecycleRuleStatus.Enabled, Expiration = new LifecycleRuleExpiration { Days = 90 },
            Filter = new LifecycleFilter
            {
                LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "logs/" },
            },
        };
        await bucket.Ask(
            s3 => s3.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest
            {
                BucketName = bucket.Name, Configuration = new LifecycleConfiguration { Rules = [theirs] },
            }),
            default);

        options.ExpireUploadsAfterDays = 9;
        options.UploadOrigins = "https://a.example.org https://b.example.org";
        await Start(options);

        Assert.Equal(
            ["instagram::parts  7  ", "instagram::uploads uploads/  9 ", "logs logs/  90 "],
            (await Lifecycle(bucket)).Select(Text).Order());
        var page = Assert.Single(
            (await bucket.Ask(s3 => s3.GetCORSConfigurationAsync(bucket.Name), default)).Configuration.Rules);
        Assert.Equal(["https://a.example.org", "https://b.example.org"], page.AllowedOrigins);
    }

    [S3Fact]
    public async Task What_is_marked_as_public_is_not()
    {
        var options = await TestS3.NewBucket();
        await Start(options);
        using var bucket = new ObjectBucket(options, TimeProvider.System);
        await bucket.Ask(
            s3 => s3.PutObjectAsync(new PutObjectRequest
            {
                BucketName = bucket.Name, Key = "public", ContentBody = "?", CannedACL = S3CannedACL.PublicRead,
            }),
            default);

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{options.Endpoint}/{options.Bucket}/public"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [S3Theory]
    [InlineData("nobody", RgwServer.SecretKey, "refuses the key (InvalidAccessKeyId)")]
    [InlineData(RgwServer.AccessKey, "wrong", "refuses the key (SignatureDoesNotMatch)")]
    public async Task A_wrong_key_is_one_clear_sentence(string accessKey, string secretKey, string expected)
    {
        var options = await TestS3.NewBucket();
        (options.AccessKey, options.SecretKey) = (accessKey, secretKey);

        var refusal = await Assert.ThrowsAsync<ObjectStoreException>(() => Start(options));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(options.Endpoint!, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secretKey, refusal.ToString(), StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task An_unknown_bucket_is_one_clear_sentence_where_it_must_not_be_made()
    {
        var options = await TestS3.NewBucket();
        options.SetUpBucket = false;

        var refusal = await Assert.ThrowsAsync<ObjectStoreException>(() => Start(options));

        Assert.Contains($"There is no bucket '{options.Bucket}'", refusal.Message, StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task A_bucket_name_that_the_store_refuses_is_one_clear_sentence()
    {
        var options = await TestS3.NewBucket();
        options.Bucket = "No_Bucket";

        var refusal = await Assert.ThrowsAsync<ObjectStoreException>(() => Start(options));

        Assert.Contains("'No_Bucket' cannot be created", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_one_clear_sentence()
    {
        var options = new S3ObjectOptions
        {
            Bucket = "photos", Endpoint = "http://127.0.0.1:1", AccessKey = "a", SecretKey = "b", Retries = 0,
        };

        var refusal = await Assert.ThrowsAsync<ObjectStoreException>(() => Start(options));

        Assert.Contains("http://127.0.0.1:1 cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bucket", "Endpoint", "https://s3.example.org")]
    [InlineData("Endpoint", "Bucket", "photos", "Endpoint", "s3.example.org")]
    [InlineData("Endpoint", "Bucket", "photos", "Endpoint", "https://me:secret@s3.example.org")]
    [InlineData("PublicEndpoint", "Bucket", "photos", "PublicEndpoint", "ftp://s3.example.org")]
    [InlineData("SecretKey", "Bucket", "photos", "AccessKey", "me")]
    [InlineData("Prefix", "Bucket", "photos", "Prefix", "no-slash")]
    [InlineData("Prefix", "Bucket", "photos", "Prefix", "../")]
    [InlineData("ExpireUploadsAfterDays", "Bucket", "photos", "ExpireUploadsAfterDays", "0")]
    [InlineData("Tiers", "Bucket", "photos", "Tiers:0:StorageClass", "STANDARD_IA")]
    [InlineData("Tiers", "Bucket", "photos", "Tiers:0:StorageClass", "DEEP_ARCHIVE", "Tiers:0:AfterDays", "9")]
    public async Task A_setting_that_cannot_be_is_named(string named, params string[] settings)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => InHost(
            settings.Chunk(2).Select(pair => new KeyValuePair<string, string?>(
                $"{S3ObjectOptions.Section}:{pair[0]}", pair[1])),
            _ => Assert.Fail("It started.")));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task The_configuration_chooses_the_store()
    {
        var options = await TestS3.NewBucket();

        await InHost(
            options.Settings().Select(setting => setting.Split('=', 2))
                .Select(pair => new KeyValuePair<string, string?>(pair[0], pair[1])),
            services =>
            {
                Assert.Equal(options.Endpoint, services.GetRequiredService<IObjectStore>().UploadOrigin);
                Assert.Null(services.GetService<DiskUploads>());
            });
        await InHost([], services => Assert.IsType<DiskObjectStore>(services.GetRequiredService<IObjectStore>()));
    }

    [Theory]
    [InlineData(null, null, null, "https://photos.s3.eu-central-1.amazonaws.com")]
    [InlineData("http://rgw:7480", null, null, "http://rgw:7480")]
    [InlineData("http://rgw:7480", "https://s3.example.org", null, "https://s3.example.org")]
    [InlineData("https://s3.example.org", null, false, "https://photos.s3.example.org")]
    public void Uploads_go_to_the_public_side_of_the_store(
        string? endpoint, string? publicEndpoint, bool? pathStyle, string expected)
    {
        using var bucket = new ObjectBucket(
            new S3ObjectOptions
            {
                Bucket = "photos", Region = "eu-central-1", Endpoint = endpoint, PublicEndpoint = publicEndpoint,
                ForcePathStyle = pathStyle,
            },
            TimeProvider.System);

        Assert.Equal(expected, bucket.UploadOrigin);
    }

    private static async Task Start(S3ObjectOptions options)
    {
        using var bucket = new ObjectBucket(options, TimeProvider.System);
        await new S3Start(bucket, NullLogger<S3Start>.Instance).StartAsync(CancellationToken.None);
    }

    private static async Task<List<LifecycleRule>> Lifecycle(ObjectBucket bucket) =>
        (await bucket.Ask(s3 => s3.GetLifecycleConfigurationAsync(bucket.Name), default)).Configuration.Rules;

    private static string Text(LifecycleRule rule) =>
        $"{rule.Id} {(rule.Filter?.LifecycleFilterPredicate as LifecyclePrefixPredicate)?.Prefix} "
        + $"{rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation} {rule.Expiration?.Days} "
        + string.Join(' ', (rule.Transitions ?? []).Select(move => $"{move.Days} {move.StorageClass}"));

    private static async Task InHost(
        IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceProvider> look)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("data", TestDirectories.Fresh()),
            new("ConnectionStrings:Main", await TestPostgres.NewDatabase()),
            .. settings,
        ]);
        builder.Services.AddStorage(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync();
        look(host.Services);
        await host.StopAsync();
    }
}
