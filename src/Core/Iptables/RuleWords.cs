using System.Net;
using System.Text;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Iptables;

/// <summary>Rules as <c>iptables-save</c> writes them and <c>iptables-restore</c> reads them: words separated by spaces, some in double quotes.</summary>
public static class RuleWords
{
    public static string Of(Protocol protocol) => protocol switch
    {
        Protocol.Tcp => "tcp",
        Protocol.Udp => "udp",
        Protocol.Sctp => "sctp",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Not a protocol that a Service can have."),
    };

    /// <summary>ip:port, an IPv6 address in brackets.</summary>
    public static string Of(Endpoint endpoint) => Socket(endpoint.Address, endpoint.Port);

    /// <summary>The same.</summary>
    public static string Socket(IPAddress address, ushort port) => address.Family() == IpFamily.IPv4 ? $"{address}:{port}" : $"[{address}]:{port}";

    /// <summary>In double quotes, as iptables-restore reads them (1.4.11 to 1.8.11): a backslash makes the next character ordinary.</summary>
    public static string Quoted(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? "?" : c.ToString()))}\"";

    /// <summary>The words of one rule, without quotes.</summary>
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
