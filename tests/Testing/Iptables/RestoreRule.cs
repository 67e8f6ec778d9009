using System.Text;

namespace Proxier.Testing.Iptables;

/// <summary>Reads rules as iptables-restore does: words, separated by white space, some in double quotes.</summary>
public static class RestoreRule
{
    public static IReadOnlyList<string> Split(string line)
    {
        List<string> words = [];
        var word = new StringBuilder();
        bool isQuoted = false, hasWord = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"')
                (isQuoted, hasWord) = (!isQuoted, true);
            else if (isQuoted && c == '\\' && i + 1 < line.Length)
                word.Append(line[++i]);
            else if (!isQuoted && char.IsWhiteSpace(c))
                EndWord();
            else
                (hasWord, _) = (true, word.Append(c));
        }

        EndWord();
        return isQuoted ? throw new RestoreRefusedException($"a quote is not closed: {line}") : words;

        void EndWord()
        {
            if (hasWord)
                words.Add(word.ToString());
            word.Clear();
            hasWord = false;
        }
    }

    /// <summary>Each word that needs it in quotes.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        word.Length > 0 && !word.Any(c => c is ' ' or '"' or '\\') ? word : $"\"{word.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""));

    /// <summary>Where it jumps or goes to; null: nowhere.</summary>
    public static string? TargetOf(string rule) => After(Split(rule), "-j") ?? After(Split(rule), "-g");

    public static string? After(IReadOnlyList<string> words, string option)
    {
        for (int i = 0; i + 1 < words.Count; i++)
        {
            if (words[i] == option && (i == 0 || words[i - 1] is not ("--comment" or "-i")))
                return words[i + 1];
        }

        return null;
    }
}
