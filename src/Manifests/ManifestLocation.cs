namespace Proxier.Manifests;

/// <summary>Where an object begins, or where the text is wrong.</summary>
/// <param name="File">Path as given or found; <c>-</c> for standard input.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Column">From 1; 0 when the line says enough.</param>
/// <param name="Document">Number of the YAML document or JSON value in the file, from 1; 0 when it is not known.</param>
public readonly record struct ManifestLocation(string File, long Line = 0, long Column = 0, int Document = 0)
{
    public override string ToString()
    {
        string line = Line > 0 ? $":{Line}" : "";
        string column = Column > 0 ? $":{Column}" : "";
        string document = Document > 0 ? $" (document {Document})" : "";
        return File + line + column + document;
    }
}
