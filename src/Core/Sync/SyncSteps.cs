namespace Proxier.Core.Sync;

/// <summary>Where the time of a change went, from its arrival until its rules are in force. The steps follow each other and leave nothing out.</summary>
/// <param name="Notice">Until the graph was begun; the graphs before it are part of it.</param>
/// <param name="Build">Building the graphs of both families.</param>
/// <param name="Wait">For the apply before it, and for the shortest time between two.</param>
/// <param name="Render">Finding what has to be written; at a start and after a failure also asking the kernel.</param>
/// <param name="Tools">Programs, from the start of each to its end, the printing of their scripts included.</param>
/// <param name="Rest">What else an apply does.</param>
public readonly record struct SyncSteps(TimeSpan Notice, TimeSpan Build, TimeSpan Wait, TimeSpan Render, TimeSpan Tools, TimeSpan Rest)
{
    public TimeSpan Total => Notice + Build + Wait + Render + Tools + Rest;
}
