using Proxier.Templating.Syntax;

namespace Proxier.Templating.Rendering;

/// <summary>Compares by size. As in Scriban and C#, null is neither smaller nor larger than anything.</summary>
internal sealed class OrderValue(BinaryOperator comparison, Value<long?> left, Value<long?> right) : Value<bool>
{
    public override bool Get(Frame frame)
    {
        long? a = left.Get(frame);
        long? b = right.Get(frame);
        return comparison switch
        {
            BinaryOperator.Less => a < b,
            BinaryOperator.LessOrEqual => a <= b,
            BinaryOperator.Greater => a > b,
            _ => a >= b,
        };
    }
}
