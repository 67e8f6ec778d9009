namespace Proxier.Templating;

/// <summary>Where the text of templates comes from.</summary>
public interface ITemplateSource
{
    /// <summary>For messages: which folder or which program.</summary>
    string Description { get; }

    /// <param name="path">Below <c>templates/</c>, with forward slashes: <c>nft/change.scriban</c>.</param>
    /// <returns>Null when there is no such template.</returns>
    string? Read(string path);
}
