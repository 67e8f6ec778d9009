using System.Text;
using System.Text.Json;

namespace Proxier.Templating.Tests;

/// <summary>Large lists are produced, printed and forgotten element by element.</summary>
public sealed class StreamingTests
{
    private const string Template = "{{ for e in elements }}{{ e.label }}={{ e.weight }};{{ end }}";

    [Fact]
    public void A_sequence_is_produced_once()
    {
        var model = new StreamModel(CountdownFrom: 1000);
        Rendered.Text(Template, model);
        Assert.Equal(1, model.Enumerations);
    }

    [Fact]
    public void Output_leaves_before_the_last_element_is_produced()
    {
        var stream = new CountingStream();
        long writtenAtLast = 0;
        var model = new StreamModel(CountdownFrom: 100_000) { AtLast = () => writtenAtLast = stream.Written };
        Compile(Template).Bind(model).WriteTo(stream);
        Assert.True(writtenAtLast > stream.Written - 200_000, $"{writtenAtLast} of {stream.Written} bytes were written at the last element");
    }

    [Fact]
    public void For_last_looks_one_element_ahead_only()
    {
        var model = new StreamModel(CountdownFrom: 3);
        string text = Rendered.Text("{{ for e in elements }}{{ e.label }}{{ if !for.last }}, {{ end }}{{ end }}", model);
        Assert.Equal("e3, e2, e1", text);
        Assert.Equal(1, model.Enumerations);
    }

    [Fact]
    public void Model_as_json_leaves_before_the_last_element_is_produced()
    {
        var stream = new CountingStream();
        long writtenAtLast = 0;
        var model = new StreamModel(CountdownFrom: 100_000) { AtLast = () => writtenAtLast = stream.Written };
        using (var writer = new Utf8JsonWriter(stream))
            Compile("").Bind(model).WriteModelTo(writer);
        Assert.True(writtenAtLast > stream.Written - 200_000, $"{writtenAtLast} of {stream.Written} bytes were written at the last element");
    }

    [Fact]
    public void The_same_text_is_written_each_time()
    {
        var script = Compile(Template).Bind(new StreamModel(CountdownFrom: 10));
        Assert.Equal(Rendered.Text(script), Rendered.Text(script));
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(300_000)]
    public void Texts_larger_than_the_buffer_arrive_whole(int length)
    {
        var item = new CaseItem(new string('ä', length), 1, []);
        string literal = new('x', length);
        Assert.Equal("[" + item.Name + "]1" + literal, Rendered.Text("[{{ name }}]{{ number }}" + literal, item));
    }

    [Fact]
    public void Every_place_of_the_buffer_s_end_is_harmless()
    {
        for (int i = 0; i < 40; i++)
        {
            string filler = new('.', 65_536 - i);
            var model = new CaseModel { Title = "€uro" };
            Assert.Equal(filler + "€uro10.96.0.1" + "8080tcp", Rendered.Text(filler + "{{ title }}{{ address }}{{ port }}{{ protocol }}", model));
        }
    }

    [Fact]
    public void Output_has_no_byte_order_mark()
    {
        using var stream = new MemoryStream();
        Compile("ä").Bind(new StreamModel(0)).WriteTo(stream);
        Assert.Equal(Encoding.UTF8.GetBytes("ä"), stream.ToArray());
    }

    private static Template<StreamModel> Compile(string template) =>
        new TemplateLibrary(new OneTemplate(template)).Compile<StreamModel>(OneTemplate.Path);
}
