namespace Instagram.Storage.GrainStates;

/// <param name="Data">As it was written; the engine's serializer knows what it is.</param>
/// <param name="Etag">Names this very write; no other write of any state has it.</param>
public sealed record StoredState(byte[] Data, long Etag);
