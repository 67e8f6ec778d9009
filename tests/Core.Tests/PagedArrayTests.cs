using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests;

public sealed class PagedArrayTests
{
    private const int Names = 400;

    /// <summary>Each pair of numbers is a name and how many items it has from now on.</summary>
    [Fact]
    public void Edited_again_and_again_it_holds_what_an_array_in_one_piece_holds() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int Name, int Count)[][]>(), edits =>
        {
            PagedArray<Item> paged = [];
            EquatableArray<Item> whole = [];
            foreach ((int Name, int Count)[] edit in edits)
            {
                List<NamedGroup<Item>> groups = Groups(edit);
                paged = NamedGroups.Replace(paged, item => item.Name, groups);
                whole = NamedGroups.Replace(whole, item => item.Name, groups);
                Assert.Equal(whole, paged);
                Assert.Equal(whole.Count, paged.Count);
                Assert.All(paged.Pages.ToArray(), page => Assert.InRange(page.Length, 1, PagedArray.PageSize));
                Assert.All(whole.Select((item, index) => (item, index)), pair => Assert.Same(pair.item, paged[pair.index]));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60));

    [Fact]
    public void An_edit_of_one_name_shares_every_other_page()
    {
        PagedArray<Item> before = Enumerable.Range(0, 10_000).Select(number => new Item(NameOf(number), 0)).ToPagedArray();
        PagedArray<Item> after = NamedGroups.Replace(before, item => item.Name, [new(NameOf(5_000), [new Item(NameOf(5_000), 1)])]);
        Assert.Single(after.Pages.ToArray().Except(before.Pages.ToArray()));
        Assert.Equal(before.Pages.Length, after.Pages.Length);
    }

    [Fact]
    public void It_compares_by_content_whatever_the_pages()
    {
        PagedArray<int> inOne = [1, 2, 3], inTwo = new([[1], [2, 3]]);
        Assert.Equal(inOne, inTwo);
        Assert.Equal(inOne.GetHashCode(), inTwo.GetHashCode());
        Assert.NotEqual(inOne, [1, 2]);
        Assert.Equal(default, (PagedArray<int>)[]);
    }

    [Fact]
    public void Graphs_in_different_pages_differ_in_what_differs()
    {
        FamilyGraph old = Graphs.Of(IpFamily.IPv4, [.. Enumerable.Range(0, 300).Select(number => $"s{number:d3}")]);
        ServicePort[] ports = [.. old.Ports.Skip(1)];
        FamilyGraph desired = old with { Ports = new PagedArray<ServicePort>([[.. ports[..7]], [.. ports[7..200]], [.. ports[200..]]]) };
        Assert.Equal([new PortChange(old.Ports[0], null)], FamilyGraph.Changes(old, desired));
        Assert.Equal([new PortChange(null, old.Ports[0])], FamilyGraph.Changes(desired, old));
    }

    private static List<NamedGroup<Item>> Groups((int Name, int Count)[] edit) =>
    [
        .. edit.Select(pair => (Name: NameOf(Math.Abs(pair.Name % Names)), Count: Math.Abs(pair.Count % 40)))
            .DistinctBy(pair => pair.Name).OrderBy(pair => pair.Name)
            .Select(pair => new NamedGroup<Item>(pair.Name, Enumerable.Range(0, pair.Count).Select(number => new Item(pair.Name, number)).ToEquatableArray())),
    ];

    private static ObjectName NameOf(int number) => new("default", $"item-{number:d5}");

    private sealed record Item(ObjectName Name, int Number);
}
