using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Budgets;

/// <summary>Every limit on how often someone may do something.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>False turns all of them off.</summary>
    public bool Enabled { get; set; } = true;

    [Range(1, 1_000_000)]
    public int LikesPerHour { get; set; } = 350;

    [Range(1, 1_000_000)]
    public int CommentsPerHour { get; set; } = 60;

    /// <summary>Follows and requests to follow.</summary>
    [Range(1, 1_000_000)]
    public int FollowsPerHour { get; set; } = 60;

    [Range(1, 1_000_000)]
    public int PostsPerHour { get; set; } = 25;

    /// <summary>Requests of one address, or of one IPv6 network of 64 bits, after the burst.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondPerAddress { get; set; } = 300;

    [Range(1, 10_000_000)]
    public int RequestBurstPerAddress { get; set; } = 5_000;

    /// <summary>Requests with one access token, after the burst.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondPerToken { get; set; } = 100;

    [Range(1, 10_000_000)]
    public int RequestBurstPerToken { get; set; } = 2_000;

    /// <summary>Wrong passwords for one login before the next attempt has to wait.</summary>
    [Range(1, 1_000_000)]
    public int WrongPasswordsPerLogin { get; set; } = 10;

    /// <summary>The same from one address, or one IPv6 network of 64 bits.</summary>
    [Range(1, 1_000_000)]
    public int WrongPasswordsPerAddress { get; set; } = 100;

    /// <summary>
    /// Sign-ups from one address, or one IPv6 network of 64 bits, with e-mail addresses that have an account already,
    /// before the next sign-up has to wait.
    /// </summary>
    [Range(1, 1_000_000)]
    public int TakenAddressesPerAddress { get; set; } = 100;

    /// <summary>The longest wait between two attempts; the first is a second, each is twice the last.</summary>
    [Range(1, 3_600)]
    public int LongestLoginWaitSeconds { get; set; } = 900;
}
