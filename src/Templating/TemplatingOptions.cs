namespace Proxier.Templating;

public sealed class TemplatingOptions
{
    /// <summary>
    /// A folder laid out like <c>templates/</c> in the repository, whose templates are used instead of the built-in ones, all of
    /// them. Default null: the built-in ones.
    /// </summary>
    public string? Folder { get; set; }
}
