using Proxier.Backends.Userspace;
using Proxier.Core.Building;

namespace Proxier.Integration.Backends;

/// <summary>With its redirect rules written by one tool. Its threads live in the node's namespace.</summary>
public abstract class UserspaceUnderTest(RuleTool rules) : InProcessBackend(
    (services, bed) => services.AddUserspaceBackend(options => (options.Rules, options.EnterThread) = (rules, bed.NodeNamespace.Join)), NodePortAddressWords.All);

public sealed class UserspaceByNftUnderTest() : UserspaceUnderTest(RuleTool.Nft);

public sealed class UserspaceByIptablesUnderTest() : UserspaceUnderTest(RuleTool.Iptables);
