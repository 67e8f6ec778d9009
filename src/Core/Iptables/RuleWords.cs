using System.Text;

namespace Proxier.Core.Iptables;

/// <summary>The words of a rule, as <c>iptables-save</c> writes them: separated by spaces, some in double quotes.</summary>
public static class RuleWords
{
    public static IReadOnlyList<string> Split(string rule)
    {
        List<string> words = [];
        var word = new StringBuilder();
        bool isQuoted = false, hasWord = false;
        for (int i = 0; i < rule.Length; i++)
        {
            char c = rule[i];
            if (isQuoted && c == '\\' && i + 1 < rule.Length)
                word.Append(rule[++i]);
            else if (c == '"')
                (isQuoted, hasWord) = (!isQuoted, true);
            else if (c != ' ' || isQuoted)
                (hasWord, _) = (true, word.Append(c));
            else if (hasWord)
                (hasWord, _) = (false, TakeWord());
        }

        if (hasWord)
            TakeWord();
        return words;

        int TakeWord()
        {
            words.Add(word.ToString());
            word.Clear();
            return words.Count;
        }
    }

    /// <summary>Whether they are the same words, in any order: versions of the tool differ in where they put the matches.</summary>
    public static bool AreSame(IEnumerable<string> left, IEnumerable<string> right) =>
        left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));
}
