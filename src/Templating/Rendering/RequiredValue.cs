namespace Proxier.Templating.Rendering;

/// <summary>What a nullable struct holds, where the template asks for one of its members.</summary>
internal sealed class RequiredValue<T>(Value<T?> value, string member, Location at) : Value<T>
    where T : struct
{
    public override T Get(Frame frame) =>
        value.Get(frame)
        ?? throw TemplateException.At(at, $"cannot read '{member}': what it belongs to is null here; test that with 'if' first");
}
