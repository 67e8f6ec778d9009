namespace Proxier.Templating.Models;

internal enum ShapeKind
{
    Boolean,
    Number,
    Text,
    List,
    Object,
}
