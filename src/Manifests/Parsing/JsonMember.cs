namespace Proxier.Manifests.Parsing;

/// <summary>The members of an object that say how to read it.</summary>
internal enum JsonMember
{
    Other,
    ApiVersion,
    Kind,
    Items,
}
