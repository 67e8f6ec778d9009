namespace Proxier.Backends.Iptables.Dispatch;

/// <param name="Root">The chain that holds it.</param>
internal readonly record struct PlacedEntry(DispatchRoot Root, DispatchEntry Entry);
