namespace Proxier.Core.Events;

public enum EventType
{
    Normal,
    Warning,
}
