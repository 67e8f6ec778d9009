namespace Proxier.Templating.Tests;

internal sealed record StreamModel(int CountdownFrom)
{
    internal int Enumerations { get; private set; }

    internal Action AtLast { get; init; } = () => { };

    public IEnumerable<CasePoint> Elements
    {
        get
        {
            Enumerations++;
            for (int i = CountdownFrom; i > 0; i--)
            {
                if (i == 1)
                    AtLast();
                yield return new CasePoint(i, $"e{i}");
            }
        }
    }
}
