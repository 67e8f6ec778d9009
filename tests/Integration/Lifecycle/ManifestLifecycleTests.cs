namespace Proxier.Integration.Lifecycle;

public sealed class ManifestLifecycleTests : LifecycleCases;
