using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Haochaping.Speed.Load;

/// <summary>One keep-alive connection: as much of HTTP/1.1 (RFC 9112) as the answers of the contenders use.</summary>
internal sealed class Connection(Uri address, string? bearer) : IDisposable
{
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly byte[] head = Encoding.ASCII.GetBytes(
        $" HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n{(bearer is null ? "" : $"Authorization: Bearer {bearer}\r\n")}Content-Length: ");

    private byte[] request = new byte[4096];
    private byte[] answer = new byte[8192];
    private Socket? socket;

    /// <summary>Bytes sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Posts a body; the status of the answer, which is read to its end.</summary>
    public async ValueTask<int> AskAsync(byte[] path, byte[] body)
    {
        socket ??= await ConnectAsync();
        var length = Lay(path, body);
        Sent += length;
        for (var at = 0; at < length;)
        {
            at += await socket.SendAsync(request.AsMemory(at, length - at));
        }

        for (var read = 0; ;)
        {
            if (read == answer.Length)
            {
                Array.Resize(ref answer, answer.Length * 2);
            }

            var got = await socket.ReceiveAsync(answer.AsMemory(read));
            read = got > 0 ? read + got : throw new IOException("The connection was closed within an answer.");
            if (IsWhole(answer.AsSpan(0, read)))
            {
                return Status(answer);
            }
        }
    }

    /// <summary>Closes; the next question opens a new connection.</summary>
    public void Drop()
    {
        socket?.Dispose();
        socket = null;
    }

    public void Dispose() => Drop();

    private static int Status(ReadOnlySpan<byte> answer) => Utf8Parser.TryParse(answer[9..], out int status, out _) ? status : 0;

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(EndOfHead);
        if (end < 0)
        {
            return false;
        }

        var headers = answer[..end];
        var rest = answer[(end + 4)..];
        var at = headers.IndexOf("Content-Length: "u8);
        return at >= 0
            ? Utf8Parser.TryParse(headers[(at + 16)..], out int length, out _) && rest.Length >= length
            : headers.IndexOf("chunked"u8) < 0 || rest.EndsWith(LastChunk);
    }

    private async Task<Socket> ConnectAsync()
    {
        var made = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await made.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        return made;
    }

    private int Lay(byte[] path, byte[] body)
    {
        var most = path.Length + head.Length + body.Length + 32;
        if (request.Length < most)
        {
            request = new byte[most * 2];
        }

        var at = 0;
        Put("POST "u8, ref at);
        Put(path, ref at);
        Put(head, ref at);
        Utf8Formatter.TryFormat(body.Length, request.AsSpan(at), out var digits);
        at += digits;
        Put("\r\n\r\n"u8, ref at);
        Put(body, ref at);
        return at;
    }

    private void Put(ReadOnlySpan<byte> bytes, ref int at)
    {
        bytes.CopyTo(request.AsSpan(at));
        at += bytes.Length;
    }
}
