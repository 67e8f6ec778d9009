namespace Proxier.Proxyctl.Drawing;

/// <summary>Dark text on light fills; the kind is also in the text, so nobody depends on them.</summary>
internal static class PictureColours
{
    public const string Ink = "#1b1b1b";
    public const string Line = "#5c6670";
    public const string Broken = "#b00020";

    public static string Fill(PictureKind kind) => kind switch
    {
        PictureKind.Frontend => "#dbe9ff",
        PictureKind.Service => "#fff3cf",
        PictureKind.LocalEndpoint => "#d3f0d6",
        _ => "#eeeeee",
    };
}
