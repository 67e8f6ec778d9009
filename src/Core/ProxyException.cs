namespace Proxier.Core;

/// <summary>The host refused something, or the input cannot be used: a failure that an operator must read, not a bug.</summary>
public abstract class ProxyException(string message, Exception? inner = null) : Exception(message, inner);
