namespace Proxier.Core.Events;

/// <summary>Something that happened to an object of the cluster. Equal ones are told as one that happened several times.</summary>
/// <param name="Reason">One word for programs, such as <c>FailedToStartServiceHealthcheck</c>; at most 128 characters.</param>
/// <param name="Action">What was done or failed to be done, in one word: <c>Listen</c>; at most 128 characters.</param>
/// <param name="Note">For people. Cut after 1024 bytes.</param>
public sealed record ClusterEvent(EventSubject Subject, EventType Type, string Reason, string Action, string Note);
