using Proxier.Core.Objects;

namespace Proxier.Core.Tests.Objects;

public sealed class InputFindingsTests
{
    private readonly InputFindings _findings = new();

    [Fact]
    public void What_is_found_later_replaces_what_was_found_in_the_same_place()
    {
        _findings.Set("b", ["1", "2"]);
        _findings.Set("a", ["3"]);
        Assert.Equal(["3", "1", "2"], _findings.First(5));
        _findings.Set("b", ["4"]);
        _findings.Set("a", []);
        Assert.Equal((1, "4"), (_findings.Count, Assert.Single(_findings.First(5))));
    }

    [Fact]
    public void Too_many_are_counted_and_not_kept()
    {
        _findings.Set("a", [.. Enumerable.Repeat("same", InputFindings.MaxKept - 1)]);
        _findings.Set("b", ["1", "2"]);
        _findings.Set("c", ["3"]);
        Assert.Equal((InputFindings.MaxKept + 2, InputFindings.MaxKept), (_findings.Count, _findings.First(int.MaxValue).Count));
        _findings.Set("a", []);
        Assert.Equal((3, "1"), (_findings.Count, Assert.Single(_findings.First(5))));
    }
}
