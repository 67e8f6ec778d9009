using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>A service port before its frontends are made.</summary>
internal sealed record PlannedPort(ServicePortName Name, ServicePortSpec Spec, EndpointChooser Endpoints);
