namespace Proxier.Testing.Deployment;

/// <summary>What kubeadm 1.36 puts into the ConfigMap kube-proxy, and how its DaemonSet starts the program.</summary>
public static class KubeadmFiles
{
    /// <summary>Where the ConfigMap is mounted.</summary>
    public const string Folder = "/var/lib/kube-proxy";

    public const string KubeconfigPath = $"{Folder}/kubeconfig.conf";

    /// <summary>The <c>controlPlaneEndpoint</c> of the cluster.</summary>
    public const string Server = "https://10.0.0.1:6443";

    /// <summary>Of every pod.</summary>
    public const string AccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public const string Config = $"""
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        bindAddress: 0.0.0.0
        bindAddressHardFail: false
        clientConnection:
          acceptContentTypes: ""
          burst: 0
          contentType: ""
          kubeconfig: {KubeconfigPath}
          qps: 0
        clusterCIDR: 10.244.0.0/16
        configSyncPeriod: 0s
        conntrack:
          maxPerCore: null
          min: null
          tcpBeLiberal: false
          tcpCloseWaitTimeout: null
          tcpEstablishedTimeout: null
          udpStreamTimeout: 0s
          udpTimeout: 0s
        detectLocal:
          bridgeInterface: ""
          interfaceNamePrefix: ""
        detectLocalMode: ""
        enableProfiling: false
        healthzBindAddress: ""
        hostnameOverride: ""
        iptables:
          localhostNodePorts: null
          masqueradeAll: false
          masqueradeBit: null
          minSyncPeriod: 0s
          syncPeriod: 0s
        ipvs:
          excludeCIDRs: null
          minSyncPeriod: 0s
          scheduler: ""
          strictARP: false
          syncPeriod: 0s
          tcpFinTimeout: 0s
          tcpTimeout: 0s
          udpTimeout: 0s
        kind: KubeProxyConfiguration
        logging:
          flushFrequency: 0
          options:
            json:
              infoBufferSize: "0"
            text:
              infoBufferSize: "0"
          verbosity: 0
        metricsBindAddress: ""
        mode: ""
        nftables:
          masqueradeAll: false
          masqueradeBit: null
          minSyncPeriod: 0s
          syncPeriod: 0s
        nodePortAddresses: null
        oomScoreAdj: null
        portRange: ""
        showHiddenMetricsForVersion: ""
        winkernel:
          enableDSR: false
          forwardHealthCheckVip: false
          networkName: ""
          rootHnsEndpointName: ""
          sourceVip: ""
        """;

    public const string Kubeconfig = $"""
        apiVersion: v1
        kind: Config
        clusters:
        - cluster:
            certificate-authority: {AccountFolder}/ca.crt
            server: {Server}
          name: default
        contexts:
        - context:
            cluster: default
            namespace: default
            user: default
          name: default
        current-context: default
        users:
        - name: default
          user:
            tokenFile: {AccountFolder}/token
        """;

    public static IReadOnlyList<string> Command(string nodeName) => ["/usr/local/bin/kube-proxy", $"--config={Folder}/config.conf", $"--hostname-override={nodeName}"];
}
