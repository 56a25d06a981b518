using Instagram.Grains.Accounts;
using Instagram.Grains.Budgets;
using Instagram.Grains.Comments;
using Instagram.Grains.Copies;
using Instagram.Grains.Explore;
using Instagram.Grains.Feed;
using Instagram.Grains.Graph;
using Instagram.Grains.Idempotency;
using Instagram.Grains.Inbox;
using Instagram.Grains.Leaving;
using Instagram.Grains.Likes;
using Instagram.Grains.Media;
using Instagram.Grains.Moderation;
using Instagram.Grains.Outbox;
using Instagram.Grains.Posts;
using Instagram.Grains.Saves;
using Instagram.Grains.Search;
using Instagram.Grains.Stories;
using Instagram.Grains.Trending;
using Instagram.Grains.Users;
using Instagram.Media.Images;
using Instagram.Media.Videos;
using Instagram.Silo.Engine;
using Instagram.Silo.Health;
using Instagram.Storage;
using Instagram.Storage.Accounts;
using Instagram.Storage.Comments;
using Instagram.Storage.Explore;
using Instagram.Storage.Feed;
using Instagram.Storage.Graph;
using Instagram.Storage.Idempotency;
using Instagram.Storage.Inbox;
using Instagram.Storage.Leaving;
using Instagram.Storage.Likes;
using Instagram.Storage.Marks;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Outbox;
using Instagram.Storage.Places;
using Instagram.Storage.Posts;
using Instagram.Storage.Saves;
using Instagram.Storage.Search;
using Instagram.Storage.Stories;
using Instagram.Storage.Trending;
using Instagram.Storage.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Silo;

/// <summary>
/// Everything behind the HTTP surface, one subsystem a line. The lease comes first, then storage: it
/// migrates at start.
/// </summary>
public static class SiloServices
{
    public static void AddSilo(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHostLease();
        services.AddStorage(builder.Configuration);
        services.AddImages(builder.Configuration);
        services.AddVideos();
        services.AddAccounts();
        services.AddLimits();
        services.AddGraph();
        services.AddPosts();
        services.AddFeed();
        services.AddInbox();
        services.AddStories();
        services.AddSearch();
        services.AddExplore();
        services.AddLeaving();
        services.AddModeration(builder.Configuration);
        services.AddOutbox();
        builder.AddEngine();
        services.AddHostedService<DatabaseWatch>();
        services.AddHostedService<IndexRebuild>();
        services.AddHostedService<SiloMetrics>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    private static void AddImages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<UploadOptions>(UploadOptions.Section);
        services.AddSingleton(provider =>
        {
            var options = new ImageOptions();
            configuration.GetSection("Images").Bind(options);
            return new ImagePipeline(options, provider.GetRequiredService<ILogger<ImagePipeline>>());
        });
        services.AddSingleton<ProcessingSlots>();
        services.AddSingleton<MediaStore>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<UnnamedObjects>();
        services.AddSingleton<MediaGate>();
    }

    private static void AddVideos(this IServiceCollection services)
    {
        services.AddValidated<VideoOptions>(VideoOptions.Section);
        services.AddOptions<VideoOptions>().Configure<IOptions<StorageOptions>>((videos, storage) =>
        {
            if (videos.WorkDirectory.Length == 0)
            {
                videos.WorkDirectory = Path.Combine(storage.Value.DataDirectory, "videos");
            }
        });
        services.AddSingleton(provider => new VideoPipeline(
            provider.GetRequiredService<IOptions<VideoOptions>>().Value,
            provider.GetRequiredService<ILogger<VideoPipeline>>()));
        services.AddHostedService<VideoWatch>();
        services.AddSingleton<PictureProcessing>();
        services.AddSingleton<VideoProcessing>();
        services.AddSingleton<PartsUploads>();
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddValidated<AccountOptions>(AccountOptions.Section);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<PasswordVault>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<AccountService>();
    }

    private static void AddLimits(this IServiceCollection services)
    {
        services.AddValidated<LimitOptions>(LimitOptions.Section);
        services.AddSingleton<ActionBudgets>();
    }

    private static void AddGraph(this IServiceCollection services)
    {
        services.AddValidated<GraphOptions>(GraphOptions.Section);
        services.AddSingleton<UserStore>();
        services.AddSingleton<GraphStore>();
        services.AddSingleton<ShunStore>();
        services.AddSingleton<Sight>();
        services.AddSingleton<OpenAccounts>();
        services.AddSingleton<UserReader>();
        services.AddSingleton<SocialGraph>();
        services.AddSingleton<UserLists>();
    }

    private static void AddPosts(this IServiceCollection services)
    {
        services.AddSingleton<PostStore>();
        services.AddSingleton<LikeStore>();
        services.AddSingleton<PostLikes>();
        services.AddSingleton<CommentStore>();
        services.AddSingleton<SaveStore>();
        services.AddSingleton<SavedPosts>();
        services.AddSingleton<CommentService>();
        services.AddSingleton<PlaceStore>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentRequests>();
        services.AddSingleton<RecentPosts>();
        services.AddSingleton<PostReader>();
        services.AddSingleton<OpenPosts>();
        services.AddValidated<PublishOptions>(PublishOptions.Section);
        services.AddSingleton<PublishLimiter>();
        services.AddSingleton<PostPublisher>();
        services.AddSingleton<PostEditor>();
    }

    private static void AddFeed(this IServiceCollection services)
    {
        services.AddValidated<FeedOptions>(FeedOptions.Section);
        services.AddSingleton<AffinityStore>();
        services.AddSingleton<TimelineStore>();
        services.AddSingleton<WakeLimiter>();
        services.AddSingleton<FanOutLimiter>();
        services.AddSingleton<FeedCells>();
        services.AddSingleton<CardReader>();
        services.AddSingleton<PostCounts>();
        services.AddSingleton<FeedReader>();
        services.AddCopies<PostCard>();
        services.AddCopies<UserCardJson>();
        services.AddCopies<AuthorPosts>();
        services.AddSingleton<MarkStore>();
    }

    private static void AddCopies<T>(this IServiceCollection services)
        where T : Copied => services.AddSingleton(provider =>
            provider.GetRequiredService<IOptions<FeedOptions>>().Value is { OneSilo: true } feeds
                ? new Copies<T>(feeds.CopyMegabytes * 1024L * 1024)
                : new Copies<T>(0));

    private static void AddInbox(this IServiceCollection services)
    {
        services.AddValidated<InboxOptions>(InboxOptions.Section);
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<OpenInboxes>();
        services.AddSingleton<NoticeReader>();
        services.AddSingleton<LiveEvents>();
    }

    private static void AddLeaving(this IServiceCollection services)
    {
        services.AddValidated<LeavingOptions>(LeavingOptions.Section);
        services.AddSingleton<ClosingStore>();
        services.AddSingleton<DeedStore>();
        services.AddSingleton<AccountClosing>();
        services.AddSingleton<AccountExport>();
        services.AddSingleton<ExportSlots>();
    }

    private static void AddStories(this IServiceCollection services)
    {
        services.AddValidated<StoryOptions>(StoryOptions.Section);
        services.AddSingleton<StoryStore>();
        services.AddSingleton<StoryAudienceStore>();
        services.AddSingleton<StoryPublisher>();
        services.AddSingleton<StoryReader>();
        services.AddSingleton<StoryTray>();
        services.AddSingleton<StoryAudience>();
    }

    private static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<IndexStore>();
        services.AddSingleton<ReindexStore>();
        services.AddSingleton<Reindexing>();
        services.AddSingleton<SearchStore>();
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<SearchCompany>();
        services.AddSingleton<PeopleSearch>();
        services.AddSingleton<TopicSearch>();
        services.AddSingleton<PostSearch>();
    }

    private static void AddExplore(this IServiceCollection services)
    {
        services.AddValidated<ExploreOptions>(ExploreOptions.Section);
        services.AddSingleton<EngagementStore>();
        services.AddSingleton<ExploreStore>();
        services.AddSingleton<IndexedCounts>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexedCounts>());
        services.AddSingleton<OpenTastes>();
        services.AddSingleton<ExploreSources>();
        services.AddSingleton<ExploreReader>();
        services.AddValidated<TrendingOptions>(TrendingOptions.Section);
        services.AddSingleton<TrendingStore>();
        services.AddSingleton<TrendingReader>();
    }

    private static void AddModeration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<ModerationOptions>(ModerationOptions.Section);
        services.AddValidated<ClassifierOptions>(ClassifierOptions.Section);
        services.AddSingleton<ModerationStore>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<Moderators>();
        services.AddHostedService<ModeratorWatch>();
        services.AddSingleton<ModerationQueue>();
        services.AddSingleton<ModerationDecisions>();
        services.AddSingleton<ModerationReader>();
        services.AddSingleton<AccountModeration>();
        services.AddSingleton<Reports>();
        services.AddSingleton<Screening>();
        if (!string.IsNullOrEmpty(configuration[$"{ClassifierOptions.Section}:{nameof(ClassifierOptions.Endpoint)}"]))
        {
            services.AddSingleton<IImageClassifier, HttpImageClassifier>();
        }
    }

    private static void AddOutbox(this IServiceCollection services)
    {
        services.AddValidated<OutboxOptions>(OutboxOptions.Section);
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<Facts>();
    }

    private static OptionsBuilder<TOptions> AddValidated<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
