using Microsoft.Extensions.Logging;
using Proxier.Kubernetes.Watching;
using Proxier.Testing;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class ContactTests
{
    private readonly ManualTime _time = new();
    private readonly CountingLogger<Reflector> _log = new();

    [Fact]
    public void A_long_outage_is_told_again_with_the_age_of_the_state()
    {
        var contact = new Contact("services", TimeSpan.FromMinutes(5), new Comeback(), _time, _log);
        contact.Heard();
        for (int minute = 0; minute <= 12; minute++)
        {
            contact.Failed("no route", TimeSpan.FromSeconds(30));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        contact.Heard();
        Assert.Equal(3, _log.Count(LogLevel.Warning));
        Assert.Equal(
            [0, 300, 600],
            _log.Messages.Where((_, index) => index is 0 or 5 or 10).Select(message => int.Parse(message.Split("confirmed ")[1].Split(' ')[0])));
        Assert.Equal("services: in touch with the API server again after 780.0 s", _log.Messages[^1]);
    }

    [Fact]
    public void Without_a_first_list_the_state_has_no_age()
    {
        var contact = new Contact("services", TimeSpan.FromMinutes(5), new Comeback(), _time, _log);
        contact.Failed("no route", TimeSpan.FromSeconds(30));

        Assert.Null(contact.StateAge);
        Assert.Equal("services: no route; nothing is programmed before the first full list; next try in 30000 ms", Assert.Single(_log.Messages));
    }
}
