using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Proxier.Manifests.Parsing;

/// <summary>
/// Walks the events of YAML text with each alias replaced by what its anchor holds, up to a bound: a few nested anchors can
/// stand for more nodes than any memory holds.
/// </summary>
internal sealed class YamlCursor(TextReader text)
{
    /// <summary>For one anchor, and for all aliases of one document.</summary>
    private const int MaxAliasedEvents = 100_000;

    private readonly Parser _parser = new(new Scanner(text, skipComments: true));
    private readonly Dictionary<AnchorName, List<ParsingEvent>> _anchors = [];
    private readonly List<Recording> _recordings = [];
    private readonly Stack<IEnumerator<ParsingEvent>> _replays = [];
    private int _replayed;

    public ParsingEvent Next()
    {
        ParsingEvent next = NextReplayed() ?? NextParsed();
        if (next is DocumentStart)
        {
            _anchors.Clear();
            _replayed = 0;
        }

        if (next is not AnchorAlias alias)
        {
            Record(next);
            return next;
        }

        if (!_anchors.TryGetValue(alias.Value, out List<ParsingEvent>? node))
            throw new SemanticErrorException(alias.Start, alias.End, $"The alias *{alias.Value} has no complete anchor before it.");
        _replays.Push(node.GetEnumerator());
        return Next();
    }

    /// <summary>Passes over the rest of a node.</summary>
    public void Skip(ParsingEvent first)
    {
        for (int depth = first.NestingIncrease; depth > 0;)
            depth += Next().NestingIncrease;
    }

    private ParsingEvent? NextReplayed()
    {
        while (_replays.TryPeek(out IEnumerator<ParsingEvent>? replay))
        {
            if (replay.MoveNext())
            {
                return ++_replayed <= MaxAliasedEvents ? replay.Current : throw TooLarge(replay.Current);
            }

            _replays.Pop();
        }

        return null;
    }

    private ParsingEvent NextParsed()
    {
        _parser.MoveNext();
        ParsingEvent next = _parser.Current ?? throw new InvalidOperationException("The YAML stream has ended.");
        if (next is NodeEvent { Anchor.IsEmpty: false } node)
            _recordings.Add(new Recording(node.Anchor));
        return next;
    }

    private void Record(ParsingEvent next)
    {
        for (int i = _recordings.Count - 1; i >= 0; i--)
        {
            Recording recording = _recordings[i];
            recording.Events.Add(next);
            if (recording.Events.Count > MaxAliasedEvents)
                throw TooLarge(next);
            recording.Depth += next.NestingIncrease;
            if (recording.Depth > 0)
                continue;
            _anchors[recording.Anchor] = recording.Events;
            _recordings.RemoveAt(i);
        }
    }

    private static SemanticErrorException TooLarge(ParsingEvent at) =>
        new(at.Start, at.End, $"Anchors and aliases hold more than {MaxAliasedEvents} nodes.");

    private sealed class Recording(AnchorName anchor)
    {
        public AnchorName Anchor => anchor;

        public List<ParsingEvent> Events { get; } = [];

        public int Depth { get; set; }
    }
}
