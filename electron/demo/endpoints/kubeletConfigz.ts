import type { WorldNode } from '../world/world';

const off = '0s';

/** GET /configz: the kubelet's effective configuration, the fields a 1.34 kubelet prints. */
export function configz(node: WorldNode): object {
  const kubeletconfig = {
    enableServer: true,
    podLogsDir: '/var/log/pods',
    syncFrequency: '1m0s',
    fileCheckFrequency: '20s',
    httpCheckFrequency: '20s',
    address: '0.0.0.0',
    port: 10250,
    ...servingCertificate(node),
    authentication: authentication(node),
    authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '5m0s', cacheUnauthorizedTTL: '30s' } },
    registryPullQPS: 5,
    registryBurst: 10,
    eventRecordQPS: 50,
    eventBurst: 100,
    enableDebuggingHandlers: true,
    healthzPort: 10248,
    healthzBindAddress: '127.0.0.1',
    oomScoreAdj: -999,
    clusterDNS: ['10.96.0.10'],
    streamingConnectionIdleTimeout: '4h0m0s',
    nodeStatusUpdateFrequency: '10s',
    nodeStatusReportFrequency: '5m0s',
    nodeLeaseDurationSeconds: 40,
    ...images,
    volumeStatsAggPeriod: '1m0s',
    kubeletCgroups: '/system.slice/kubelet.service',
    cgroupsPerQOS: true,
    cgroupDriver: node.kubelet.cgroupDriver ?? 'systemd',
    ...managers,
    runtimeRequestTimeout: '2m0s',
    hairpinMode: 'promiscuous-bridge',
    maxPods: 110,
    podPidsLimit: -1,
    resolvConf: '/etc/resolv.conf',
    cpuCFSQuota: true,
    cpuCFSQuotaPeriod: '100ms',
    ...limits,
    ...logs,
    shutdownGracePeriod: off,
    shutdownGracePeriodCriticalPods: off,
    crashLoopBackOff: {},
    enableProfilingHandler: true,
    enableDebugFlagsHandler: true,
    seccompDefault: false,
    memoryThrottlingFactor: 0.9,
    registerNode: true,
    localStorageCapacityIsolation: true,
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    failCgroupV1: false,
  };
  return { kubeletconfig };
}

function servingCertificate({ kubelet }: WorldNode): object {
  if (kubelet.servingCertificateEndsMs !== undefined) return { rotateCertificates: true, serverTLSBootstrap: true };
  return { tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt', tlsPrivateKeyFile: '/var/lib/kubelet/pki/kubelet.key' };
}

function authentication(node: WorldNode): object {
  const webhook = { enabled: node.kubelet.webhookAuthentication, cacheTTL: '2m0s' };
  return { x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' }, webhook, anonymous: { enabled: false } };
}

const images = { imageMinimumGCAge: '2m0s', imageMaximumGCAge: off, imageGCHighThresholdPercent: 85, imageGCLowThresholdPercent: 80 };

const managers = {
  cpuManagerPolicy: 'none',
  cpuManagerReconcilePeriod: '10s',
  memoryManagerPolicy: 'None',
  topologyManagerPolicy: 'none',
  topologyManagerScope: 'container',
};

const limits = {
  nodeStatusMaxImages: 50,
  maxOpenFiles: 1_000_000,
  contentType: 'application/vnd.kubernetes.protobuf',
  kubeAPIQPS: 50,
  kubeAPIBurst: 100,
  serializeImagePulls: true,
  evictionHard: { 'imagefs.available': '15%', 'memory.available': '100Mi', 'nodefs.available': '10%', 'nodefs.inodesFree': '5%' },
  evictionPressureTransitionPeriod: '5m0s',
  mergeDefaultEvictionSettings: false,
  enableControllerAttachDetach: true,
  makeIPTablesUtilChains: true,
  iptablesMasqueradeBit: 14,
  iptablesDropBit: 15,
  failSwapOn: false,
  memorySwap: {},
};

const logs = {
  containerLogMaxSize: '10Mi',
  containerLogMaxFiles: 5,
  containerLogMaxWorkers: 1,
  containerLogMonitorInterval: '10s',
  configMapAndSecretChangeDetectionStrategy: 'Watch',
  enforceNodeAllocatable: ['pods'],
  volumePluginDir: '/usr/libexec/kubernetes/kubelet-plugins/volume/exec/',
  logging: {
    format: 'text',
    flushFrequency: '5s',
    verbosity: 0,
    options: { text: { infoBufferSize: '0' }, json: { infoBufferSize: '0' } },
  },
  enableSystemLogHandler: true,
  enableSystemLogQuery: false,
};
