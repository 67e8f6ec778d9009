using System.CommandLine;

namespace Proxier.Proxyctl.Listing;

/// <summary><c>-w</c> as kubectl has it.</summary>
internal sealed class WatchOption : Option<bool>
{
    public WatchOption()
        : base("--watch", "-w") => Description = "Go on, and show each row again when it changes; needs a proxyd, a folder or an API server";
}
