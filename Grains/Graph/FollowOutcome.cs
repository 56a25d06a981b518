namespace Instagram.Grains.Graph;

public enum FollowOutcome { Following, Requested, NotFound, TooMany }
