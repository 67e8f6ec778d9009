namespace Proxier.Backends.Userspace.Balancing;

/// <summary>The endpoints that one dial was refused by, in order: no more than there are attempts.</summary>
internal struct Tried
{
    private Target? _first, _second, _third, _fourth;

    public int Count { get; private set; }

    public readonly bool Contains(Target target) => ReferenceEquals(_first, target) || ReferenceEquals(_second, target) || ReferenceEquals(_third, target) || ReferenceEquals(_fourth, target);

    public void Add(Target target)
    {
        switch (Count++)
        {
            case 0:
                _first = target;
                break;
            case 1:
                _second = target;
                break;
            case 2:
                _third = target;
                break;
            default:
                _fourth = target;
                break;
        }
    }
}
