namespace Proxier.Templating.Rendering;

/// <summary>What a nullable struct holds, or its default.</summary>
internal sealed class PresentValue<T>(Value<T?> value) : Value<T>
    where T : struct
{
    public override T Get(Frame frame) => value.Get(frame).GetValueOrDefault();
}
