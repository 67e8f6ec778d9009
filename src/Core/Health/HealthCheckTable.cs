using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Health;

/// <summary>The health checks of one family, one for each Service that has one, kept up to date by changes of its ports.</summary>
internal sealed class HealthCheckTable
{
    private readonly Dictionary<ObjectName, (HealthCheck Check, int Ports)> _services = [];

    public IReadOnlyList<ServiceHealth> Services { get; private set; } = [];

    public void Apply(IEnumerable<PortChange> changes)
    {
        bool isChanged = false;
        foreach ((ServicePort? old, ServicePort? @new) in changes)
        {
            isChanged |= old?.HealthCheck is not null || @new?.HealthCheck is not null;
            if (@new?.HealthCheck is { } check)
                _services[@new.Name.Service] = (check, PortsOf(@new.Name.Service) + 1);
            if (old?.HealthCheck is not null)
                Remove(old.Name.Service);
        }

        if (isChanged)
            Services = [.. _services.OrderBy(entry => entry.Key).Select(entry => new ServiceHealth(entry.Key, entry.Value.Check))];
    }

    private int PortsOf(ObjectName service) => _services.TryGetValue(service, out (HealthCheck Check, int Ports) entry) ? entry.Ports : 0;

    private void Remove(ObjectName service)
    {
        (HealthCheck check, int ports) = _services[service];
        if (ports == 1)
            _services.Remove(service);
        else
            _services[service] = (check, ports - 1);
    }
}
