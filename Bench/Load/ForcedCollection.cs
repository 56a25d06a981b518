using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Instagram.Bench.Load;

/// <summary>
/// Makes another .NET process collect its garbage, through the runtime's diagnostic port: what is left is what it
/// holds. A trace session that asks for a collection is opened and closed again.
/// </summary>
internal static class ForcedCollection
{
    private const byte EventPipe = 2;
    private const byte Stop = 1;
    private const byte Collect = 3;
    private const int HeaderSize = 20;
    private const uint BufferMegabytes = 16;
    private const uint NetTrace = 1;
    private const ulong CollectionKeyword = 0x80_0000;
    private const uint Informational = 4;

    public static async Task Run(int pid)
    {
        using var session = await Connect(pid);
        var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.Unicode, leaveOpen: true))
        {
            writer.Write(BufferMegabytes);
            writer.Write(NetTrace);
            writer.Write((byte)0);
            writer.Write(1u);
            writer.Write(CollectionKeyword);
            writer.Write(Informational);
            const string provider = "Microsoft-Windows-DotNETRuntime\0";
            writer.Write((uint)provider.Length);
            writer.Write(provider.ToCharArray());
            writer.Write(0u);
        }
        var id = await Ask(session, Collect, payload.ToArray());
        var reading = ReadAll(session);
        using (var other = await Connect(pid))
        {
            await Ask(other, Stop, id);
        }
        await reading;
    }

    private static async Task<Socket> Connect(int pid)
    {
        var path = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{pid}-*-socket").Single();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>The eight bytes of the answer: the session's id.</summary>
    private static async Task<byte[]> Ask(Socket socket, byte command, byte[] payload)
    {
        var message = new byte[HeaderSize + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        (message[16], message[17]) = (EventPipe, command);
        payload.CopyTo(message, HeaderSize);
        await socket.SendAsync(message);
        var answer = new byte[HeaderSize + sizeof(ulong)];
        for (var read = 0; read < answer.Length;)
        {
            var received = await socket.ReceiveAsync(answer.AsMemory(read));
            read += received > 0 ? received : throw new IOException("The runtime refuses to be asked.");
        }
        return answer[HeaderSize..];
    }

    private static async Task ReadAll(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer) > 0)
        {
        }
    }
}
