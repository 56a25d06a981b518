namespace Instagram.Storage.Saves;

public sealed record SaveRow(long SaveId, long PostId);
