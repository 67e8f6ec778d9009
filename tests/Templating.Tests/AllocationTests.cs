using System.Net;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Objects;

namespace Proxier.Templating.Tests;

/// <summary>Printing costs no memory per element: nothing is boxed, no text is made.</summary>
public sealed class AllocationTests
{
    private const int Elements = 10_000;

    // What one rendering may cost whatever the number of elements: its frame and its output. Less than one byte per element.
    private const long Bound = 4_096;

    [Theory]
    [InlineData("{{ for e in elements }}{{ e.address }}.{{ e.port }}.{{ e.protocol }}.{{ e.slot }}.{{ e.is_local }}{{ end }}")]
    [InlineData("{{ for e in elements }}{{ if e.port > 80 && e.protocol == 'tcp' && e.slot }}{{ for.index }}{{ end }}{{ end }}")]
    [InlineData("{{ for e in elements }}{{ for t in e.tags }}{{ t }}{{ end }}{{ e.tags.size }}{{ for.last }}{{ end }}")]
    public void Elements_are_printed_without_allocating(string template)
    {
        var model = new AllocationModel([.. Enumerable.Range(0, Elements).Select(Element)]);
        IScriptText text = new TemplateLibrary(new OneTemplate(template)).Compile<AllocationModel>(OneTemplate.Path).Bind(model);
        text.WriteTo(Stream.Null);

        long before = GC.GetAllocatedBytesForCurrentThread();
        text.WriteTo(Stream.Null);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, Bound);
    }

    private static AllocationElement Element(int i) =>
        new(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]), (ushort)i, Protocol.Tcp, i, IsLocal: i % 2 == 0, ["x", "y"]);
}

internal sealed record AllocationModel(EquatableArray<AllocationElement> Elements);

internal readonly record struct AllocationElement(IPAddress Address, ushort Port, Protocol Protocol, int? Slot, bool IsLocal, EquatableArray<string> Tags);
