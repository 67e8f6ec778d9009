using Proxier.Testing.Daemon;

namespace Proxier.Integration.Lifecycle;

public sealed class ApiServerLifecycleTests : LifecycleCases
{
    protected override async Task<ProxiedNode> CreateAsync() => (await ProxiedNode.CreateWithApiServerAsync(Programs.UnderTest)).Node;
}
