using System.Globalization;

namespace Proxier.Proxyctl.Screens;

/// <summary>Says on a terminal what takes so long, and for how long already. Nothing anywhere else, and nothing for what is quick.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Screen _screen;
    private readonly string _work;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer? _timer;
    private bool _isOver;

    private Progress(Screen screen, string work, TimeProvider time)
    {
        (_screen, _work, _time, _started) = (screen, work, time, time.GetTimestamp());
        if (screen.IsTerminal)
            _timer = time.CreateTimer(_ => Show(), null, Patience, Patience);
    }

    /// <param name="work">Such as <c>reading the cluster</c>.</param>
    public static Progress Of(Surroundings surroundings, string work) => new(surroundings.Messages, work, surroundings.Time);

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _isOver = true;
            _screen.Progress = null;
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_isOver)
                _screen.Progress = string.Create(CultureInfo.InvariantCulture, $"{_work} ... {_time.GetElapsedTime(_started).TotalSeconds:0} s");
        }
    }
}
