namespace Proxier.Kubernetes.Watching;

/// <summary>Whether the next list is asked for as a stream or in pages. A stream costs the server less; not every server has it.</summary>
internal sealed class ListStyle(int pageSize)
{
    private bool _isStreamingRefused;
    private bool _hasStreamingFailed;
    private bool _hasPagingFailed;

    public bool IsStreaming => !_isStreamingRefused && !_hasStreamingFailed;

    /// <summary>0: everything at once, after a list that took so long that the server forgot its version before the last page.</summary>
    public int PageSize => _hasPagingFailed ? 0 : pageSize;

    /// <summary>The server cannot do it.</summary>
    public void StreamingRefused() => _isStreamingRefused = true;

    /// <summary>It did not work this time: the next list is paged, so that there is progress whatever the reason was.</summary>
    public void StreamingFailed() => _hasStreamingFailed = true;

    public void PagesExpired() => _hasPagingFailed = true;

    public void Succeeded() => _hasStreamingFailed = _hasPagingFailed = false;
}
