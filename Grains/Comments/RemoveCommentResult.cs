namespace Instagram.Grains.Comments;

public enum RemoveCommentResult { Removed, NotFound, Forbidden }
