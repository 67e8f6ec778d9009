using Proxier.Core;

namespace Proxier.Backends.Nft;

/// <summary>Somebody deleted our table while we wrote it.</summary>
public sealed class TableVanishedException(string family) : ProxyException($"Table {family} {NftNames.Table} was deleted by somebody else while it was written");
