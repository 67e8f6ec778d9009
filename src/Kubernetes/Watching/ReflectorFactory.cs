using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Watching;

internal sealed class ReflectorFactory(ApiClient client, ApiTuning tuning, StateAges ages, TimeProvider time, ILogger<Reflector> logger)
{
    private readonly ReportLimit _reports = new(burst: 20, TimeSpan.FromSeconds(10), time);

    private readonly Comeback _comeback = new();

    public Reflector Create<T>(ObjectStore store, WatchedKind<T> kind)
        where T : class
    {
        var contact = new Contact(kind.Collection.Name, tuning.Reminder, _comeback, time, logger);
        ages.Add(contact);
        return new Reflector(kind.Collection, kind.IsOptional, client, new Delivery<T>(kind, store, _reports, logger), contact, tuning, time, logger);
    }
}
