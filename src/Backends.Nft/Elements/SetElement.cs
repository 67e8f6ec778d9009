namespace Proxier.Backends.Nft.Elements;

/// <param name="Text">As nft reads it: <c>10.96.0.1</c>, <c>10.96.0.1 . tcp . 80 . 203.0.113.0/25</c>.</param>
internal readonly record struct SetElement(string Container, string Text);
