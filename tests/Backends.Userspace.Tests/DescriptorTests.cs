using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Proxier.Backends.Userspace.Sockets;
using Proxier.Testing.Network;

namespace Proxier.Backends.Userspace.Tests;

public sealed partial class DescriptorTests
{
    private const int Port = 8080;

    /// <summary>As a program has that is being started: it copies all descriptors, and closes them only when it becomes another one.</summary>
    [NetnsFact]
    public async Task A_listening_socket_ends_although_somebody_has_a_copy()
    {
        await using LoneNamespace lone = await LoneNamespace.CreateAsync();
        await lone.Network.ConfigureAsync(["link set lo up"]);
        int listening = await lone.Network.EnterAsync(() => Descriptor.Listen(Numbers.FamilyIPv4, isStream: true, Port));
        int copy = Duplicate(listening);
        Assert.True(copy >= 0);
        using Socket before = await lone.Network.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
        await before.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port));

        Descriptor.CloseListening(listening);

        using Socket after = await lone.Network.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
        var refusal = await Assert.ThrowsAsync<SocketException>(async () => await after.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port)));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        Descriptor.Close(copy);
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);
}
