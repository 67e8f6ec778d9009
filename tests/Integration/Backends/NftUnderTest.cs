using Proxier.Backends.Nft;
using Proxier.Core.Building;

namespace Proxier.Integration.Backends;

public sealed class NftUnderTest() : InProcessBackend(services => services.AddNftBackend(), NodePortAddressWords.Primary);
