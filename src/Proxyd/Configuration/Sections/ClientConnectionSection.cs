namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>How the API server is reached.</summary>
internal static class ClientConnectionSection
{
    private const string JsonOnly = "objects are read as JSON, which every API server speaks";
    private const string Unlimited = "a service proxy makes a handful of requests: few watches, and events, which have a limit of their own";

    private static readonly Section Section = new("clientConnection");

    public static Setting<string> Kubeconfig { get; } = Section.Text(
        "kubeconfig", "--kubeconfig", Effect.Restart, "FILE", "How to reach the API server. Without it and without --master: by the service account of the pod we run in.");

    public static Setting<string> ContentType { get; } = Section.Text(
        "contentType", "--kube-api-content-type", Effect.None(JsonOnly), "TYPE", "What requests are written in.", "application/vnd.kubernetes.protobuf");

    public static Setting<string> AcceptContentTypes { get; } = Section.Text("acceptContentTypes", "", Effect.None(JsonOnly), "TYPES", "What answers may be written in.");

    public static Setting<float> Qps { get; } = Section.Decimal("qps", "--kube-api-qps", Effect.None(Unlimited), "Requests in a second.", 5);

    public static Setting<int> Burst { get; } = Section.Number(
        "burst", "--kube-api-burst", Effect.None(Unlimited), "Requests at once.", 10, Checks.NotNegative, isZeroDefault: true);

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
