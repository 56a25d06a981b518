using System.Text.RegularExpressions;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Moderation;
using Instagram.ApiHost.Users;
using Instagram.Grains.Accounts;
using Instagram.Grains.Users;
using Instagram.Storage.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Accounts;

internal static partial class AccountEndpoints
{
    private const int MinPassword = 8;
    internal const int MaxPassword = 256;
    internal const string TooManyAttempts = "Too many wrong passwords. Wait a little before the next attempt.";

    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Accounts").WithMetadata(new OpenToSuspendedAttribute());
        auth.MapPost("/signup", SignUp);
        auth.MapPost("/login", Login);
        auth.MapPost("/refresh", Refresh);
        auth.MapPost("/logout", Logout);
        auth.MapGet("/sessions", ListSessions);
        auth.MapDelete("/sessions/{id:id}", EndSession);
        auth.MapPut("/password", ChangePassword);
    }

    [OpenToAnonymous]
    private static async Task<Results<Created<SignedInResponse>, ProblemHttpResult>> SignUp(
        SignUpRequest request, AccountService accounts, LoginThrottle throttle, UserReader users, HttpContext http)
    {
        var checks = new Checks();
        var username = CheckUsername(checks, request.Username);
        var email = CheckEmail(checks, request.Email);
        var password = checks.Text("password", request.Password, MinPassword, MaxPassword);
        var displayName = checks.OptionalText("displayName", request.DisplayName?.Trim(), ProfileLimits.DisplayName);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (throttle.SignUp(ClientNetwork.Of(http)) is { } wait)
        {
            return Problems.RateLimited(wait, "Too many of these addresses have an account. Wait a little.");
        }
        var (result, signedIn) = await accounts.SignUp(
            username, string.IsNullOrEmpty(displayName) ? username : displayName, email, password, UserAgent(http),
            http.RequestAborted);
        if (result == SignUpResult.EmailTaken)
        {
            throttle.FoundTaken(ClientNetwork.Of(http));
        }
        return result switch
        {
            SignUpResult.UsernameTaken => Problems.Conflict("This username is taken."),
            SignUpResult.EmailTaken => Problems.Conflict("There is an account with this e-mail address."),
            _ when await Answer(http, signedIn!, users) is { } answer =>
                TypedResults.Created("/api/v1/users/me", answer),
            _ => Problems.Unauthenticated(),
        };
    }

    [OpenToAnonymous]
    private static async Task<Results<Ok<SignedInResponse>, ProblemHttpResult>> Login(
        LoginRequest request, AccountService accounts, LoginThrottle throttle, UserReader users, HttpContext http)
    {
        var checks = new Checks();
        var login = checks.Text("login", request.Login?.Trim(), 1, ProfileLimits.Email);
        var password = checks.Text("password", request.Password, 1, MaxPassword);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (throttle.Attempt(login, ClientNetwork.Of(http)) is { } wait)
        {
            return Problems.RateLimited(wait, TooManyAttempts);
        }
        if (await accounts.SignIn(login, password, UserAgent(http), http.RequestAborted) is not { } signedIn)
        {
            return Problems.Unauthenticated();
        }
        throttle.Succeeded(login, ClientNetwork.Of(http));
        return await Answer(http, signedIn, users) is { } answer
            ? TypedResults.Ok(answer)
            : Problems.Unauthenticated();
    }

    [OpenToAnonymous]
    private static async Task<Results<Ok<SignedInResponse>, ProblemHttpResult>> Refresh(
        RefreshRequest request, Sessions sessions, UserReader users, HttpContext http)
    {
        if (string.IsNullOrEmpty(request.RefreshToken))
        {
            return Problems.Invalid("refreshToken", "This is missing.");
        }
        return await sessions.Renew(request.RefreshToken, http.RequestAborted) is { } signedIn
            && await Answer(http, signedIn, users) is { } answer
            ? TypedResults.Ok(answer)
            : Problems.Unauthenticated();
    }

    private static async Task<NoContent> Logout(Caller caller, Sessions sessions, HttpContext http)
    {
        await sessions.End(caller.UserId, caller.SessionId);
        SessionCookie.Clear(http);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ListResponse<SessionResponse>>, ProblemHttpResult>> ListSessions(
        Paging paging, Caller caller, Sessions sessions, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"sessions:{caller.UserId}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var found = await sessions.List(caller.UserId, start?[0] ?? long.MaxValue, paging.Limit + 1, ct);
        var page = found.Take(paging.Limit).ToList();
        var hasMore = found.Count > page.Count;
        return TypedResults.Ok(new ListResponse<SessionResponse>(
            page.ConvertAll(session => new SessionResponse(
                Ids.Text(session.Id), session.CreatedAt, session.LastSeenAt, session.UserAgent,
                session.Id == caller.SessionId)),
            hasMore ? Cursor.Encode(scope, page[^1].Id) : null, hasMore));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSession(
        long id, Caller caller, Sessions sessions) =>
        await sessions.End(caller.UserId, id) ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        PasswordRequest request, Caller caller, AccountService accounts, LoginThrottle throttle, HttpContext http)
    {
        var checks = new Checks();
        var current = checks.Text("currentPassword", request.CurrentPassword, 1, MaxPassword);
        var renewed = checks.Text("newPassword", request.NewPassword, MinPassword, MaxPassword);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var account = Ids.Text(caller.UserId);
        if (throttle.Attempt(account, ClientNetwork.Of(http)) is { } wait)
        {
            return Problems.RateLimited(wait, TooManyAttempts);
        }
        if (!await accounts.ChangePassword(caller.UserId, caller.SessionId, current, renewed, http.RequestAborted))
        {
            return Problems.Forbidden("The current password is wrong.");
        }
        throttle.Succeeded(account, ClientNetwork.Of(http));
        return TypedResults.NoContent();
    }

    /// <summary>Null when the account was closed from elsewhere meanwhile.</summary>
    private static async Task<SignedInResponse?> Answer(HttpContext http, SignedIn signedIn, UserReader users)
    {
        if (await users.Find(signedIn.UserId, signedIn.UserId, http.RequestAborted) is not { } user)
        {
            return null;
        }
        SessionCookie.Set(http, signedIn.AccessToken, TimeSpan.FromSeconds(signedIn.ExpiresInSeconds));
        return new SignedInResponse(
            UserEndpoints.Response(user), signedIn.AccessToken, signedIn.RefreshToken, signedIn.ExpiresInSeconds);
    }

    private static string CheckUsername(Checks checks, string? username)
    {
        if (username is null || !Username().IsMatch(username))
        {
            checks.Fail("username", "This must have 3 to 30 of the letters a to z, digits, '_' and '.'.");
            return "";
        }
        return username.ToLowerInvariant();
    }

    private static string CheckEmail(Checks checks, string? email)
    {
        var text = checks.Text("email", email?.Trim(), 3, ProfileLimits.Email);
        if (text.Length > 0 && !Email().IsMatch(text))
        {
            checks.Fail("email", "This is not an e-mail address.");
        }
        return text;
    }

    private static string UserAgent(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return Checks.IsStorable(agent) ? agent : "";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.]{3,30}\z")]
    private static partial Regex Username();

    [GeneratedRegex(@"\A[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\z")]
    private static partial Regex Email();
}
