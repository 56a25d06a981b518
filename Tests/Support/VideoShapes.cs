namespace Instagram.Tests.Support;

public sealed record PartShape(int Number, long Offset, long Size, bool Uploaded, UploadAddressShape? Upload);

public sealed record PartsShape(long PartSize, IReadOnlyList<PartShape> Parts);
