namespace Instagram.Grains.Moderation;

public enum ReportOutcome { Accepted, NotFound, OwnThing }
