namespace Proxier.Integration.Backends;

public sealed class UserspaceProxydUnderTest() : ProxydUnderTest("userspace", "userspace");
