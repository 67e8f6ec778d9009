using System.Net;
using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Templating.Tests;

/// <summary>What every template in <c>Cases/</c> receives.</summary>
internal sealed record CaseModel
{
    public string Title { get; init; } = "web";

    public string EmptyText { get; init; } = "";

    public string? Nothing { get; init; }

    public bool IsActive { get; init; } = true;

    public bool IsIdle { get; init; }

    public bool? MaybeTrue { get; init; } = true;

    public bool? MaybeUnknown { get; init; }

    public int Zero { get; init; }

    public ushort Port { get; init; } = 8080;

    public long Large { get; init; } = 1L << 40;

    public int? MaybeNumber { get; init; } = 7;

    public int? NoNumber { get; init; }

    public Protocol Protocol { get; init; } = Protocol.Tcp;

    public IpFamily? Family { get; init; } = IpFamily.IPv4;

    public IPAddress Address { get; init; } = IPAddress.Parse("10.96.0.1");

    public IPAddress? NoAddress { get; init; }

    public IPNetwork Network { get; init; } = IPNetwork.Parse("2001:db8::/64");

    public CaseItem Item { get; init; } = new("solo", 1, []);

    public CaseItem? NoItem { get; init; }

    public CasePoint Point { get; init; } = new(3, "p");

    public CasePoint? NoPoint { get; init; }

    public EquatableArray<string> Names { get; init; } = ["a", "b", "c"];

    public EquatableArray<int> EmptyList { get; init; }

    public EquatableArray<int>? NoList { get; init; }

    public IReadOnlyList<string>? NullList { get; init; }

    public IReadOnlyList<CaseItem> Items { get; init; } = [new("one", 1, ["x"]), new("two", 2, ["y", "z"]), new("three", 3, [])];

    public EquatableArray<CasePoint> Points { get; init; } = [new(1, "first"), new(2, "second")];

    public IEnumerable<int> Stream => Enumerable.Range(1, 3).Where(_ => true);

    public IEnumerable<int> EmptyStream => Stream.Where(_ => false);
}
