namespace Proxier.Templating;

/// <summary>Templates that an operator keeps in a folder, laid out like <c>templates/</c> in the repository.</summary>
public sealed class FolderTemplates(string folder) : ITemplateSource
{
    public string Description => $"folder {folder}";

    public string? Read(string path)
    {
        string file = Path.Combine(folder, path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
