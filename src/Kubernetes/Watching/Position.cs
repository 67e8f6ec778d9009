namespace Proxier.Kubernetes.Watching;

/// <summary>How far we have read one collection, in the server's own versions.</summary>
internal sealed class Position
{
    private string? _newest;
    private bool _isAnyVersionGone;

    /// <summary>From where a watch can go on; null: a list has to come first.</summary>
    public string? Watch { get; private set; }

    /// <summary>
    /// A paged list must not be older than this. At first whatever the server has at hand will do, which spares etcd when all nodes
    /// start at once.
    /// </summary>
    public string PagedList => _newest ?? (_isAnyVersionGone ? "" : "0");

    /// <summary>A streaming list must not be older than this; empty: the newest.</summary>
    public string StreamingList => _newest ?? "";

    /// <summary>Everything up to this version has been read.</summary>
    public void Reach(string version) => Watch = _newest = version;

    /// <summary>The changes since then are not to be had any more, or what they were is not clear: list, but go back in time never.</summary>
    public void Lose() => Watch = null;

    /// <summary>The server does not know the version we ask for: list whatever is the newest now.</summary>
    public void Forget()
    {
        Watch = _newest = null;
        _isAnyVersionGone = true;
    }
}
