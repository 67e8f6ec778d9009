using System.Text;

namespace Proxier.Templating.Models;

/// <summary>
/// The names that templates use for C# names, by the rule of Scriban's standard member renamer: an underscore before each
/// upper-case letter that does not follow another one, then lower case. <c>ClusterIP</c> is <c>cluster_ip</c>.
/// </summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
