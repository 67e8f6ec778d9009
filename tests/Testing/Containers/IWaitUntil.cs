namespace Proxier.Testing.Containers;

/// <summary>A condition for a container that was started to be ready.</summary>
public interface IWaitUntil
{
    /// <summary>Asked again and again until it is true.</summary>
    Task<bool> UntilAsync(IContainer container);
}
