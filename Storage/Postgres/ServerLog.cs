namespace Instagram.Storage.Postgres;

/// <summary>
/// Writes what the server says to a file of bounded size, tells when it is ready, and keeps the last lines for the
/// message of a failed start.
/// </summary>
internal sealed class ServerLog(string path, long maxBytes)
{
    private const int LastLines = 20;
    private const string ReadyLine = "database system is ready to accept connections";

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _last = new();

    /// <summary>Completes when the server accepts connections; never when it exits before.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until everybody has closed the other end.</summary>
    public async Task Pump(TextReader server)
    {
        var file = Open();
        try
        {
            while (await server.ReadLineAsync() is { } line)
            {
                Remember(line);
                file = await Write(file, line);
                if (line.EndsWith(ReadyLine, StringComparison.Ordinal))
                {
                    _ready.TrySetResult();
                }
            }
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync();
            }
        }
    }

    /// <summary>The newest complaint, or the newest line.</summary>
    public string Complaint()
    {
        lock (_last)
        {
            return _last.LastOrDefault(line => line.Contains("FATAL: ", StringComparison.Ordinal)
                    || line.Contains("PANIC: ", StringComparison.Ordinal)
                    || line.Contains("error: ", StringComparison.Ordinal))
                ?? _last.LastOrDefault()
                ?? "it said nothing";
        }
    }

    private void Remember(string line)
    {
        lock (_last)
        {
            if (_last.Count == LastLines)
            {
                _last.Dequeue();
            }
            _last.Enqueue(line);
        }
    }

    /// <summary>A full disk must not stop the reading: a server whose log is not read stops too.</summary>
    private async Task<StreamWriter?> Write(StreamWriter? file, string line)
    {
        try
        {
            file ??= Open();
            if (file is null)
            {
                return null;
            }
            await file.WriteLineAsync(line);
            await file.FlushAsync();
            if (file.BaseStream.Length < maxBytes)
            {
                return file;
            }
            await file.DisposeAsync();
            File.Move(path, path + ".1", overwrite: true);
            return Open();
        }
        catch (IOException)
        {
            return file;
        }
    }

    private StreamWriter? Open()
    {
        try
        {
            return new StreamWriter(path, append: true);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
