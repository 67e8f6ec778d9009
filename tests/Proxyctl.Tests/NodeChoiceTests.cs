using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Tests;

public sealed class NodeChoiceTests
{
    [Fact]
    public void The_flag_decides() => Assert.Equal("node-b", NodeChoice.Of("node-b", ["node-a", "node-b"], "node-a").Name);

    [Fact]
    public void The_only_node_needs_no_flag() => Assert.Equal("node-a", NodeChoice.Of("", ["node-a"], "laptop").Name);

    [Fact]
    public void Among_several_it_is_the_one_of_this_machine() => Assert.Equal("node-b", NodeChoice.Of("", ["node-a", "node-b"], "Node-B").Name);

    [Fact]
    public void Without_nodes_the_machine_gives_its_name_and_nobody_is_warned()
    {
        var choice = NodeChoice.Of("", [], "Laptop");
        Assert.Equal("laptop", choice.Name);
        Assert.Empty(choice.Warnings);
    }

    [Theory]
    [InlineData("node-c")]
    [InlineData("")]
    public void A_node_that_the_input_does_not_know_is_warned_about(string asked) =>
        Assert.Equal("--node-name", Assert.Single(NodeChoice.Of(asked, ["node-a", "node-b"], "laptop").Warnings).Field);
}
