import type { World } from '../world/world';
import { klog, structured } from './klog';
import { pluralOf, stateStores } from './stateMetrics/stores';

const user = 'system:serviceaccount:kube-system:kube-state-metrics';
const reflector = 'k8s.io/client-go@v0.32.1/tools/cache/reflector.go:251';
const relistMs = 30_000;

/** The last lines of kube-state-metrics' log: how it started, and a refused list every half minute. */
export function stateMetricsLog(world: World, startedMs: number, nowMs: number): readonly string[] {
  const denied = stateStores.filter((store) => world.kubeStateMetrics.forbidden.includes(pluralOf(store)));
  const lines = [...startLines(startedMs)];
  const from = Math.max(startedMs + 1000, nowMs - 10 * relistMs);
  for (let atMs = from - ((from - startedMs) % relistMs) + relistMs; atMs <= nowMs; atMs += relistMs) {
    for (const store of denied) lines.push(...refusedList(store.listed, store.resource, atMs));
  }
  return lines;
}

function startLines(atMs: number): readonly string[] {
  const active = stateStores.map(pluralOf).join(',');
  return [
    klog('I', atMs, 'wrapper.go:120', structured('Starting kube-state-metrics')),
    klog('I', atMs + 1, 'server.go:194', structured('Used default resources')),
    klog('I', atMs + 1, 'types.go:195', structured('Using all namespaces')),
    klog('I', atMs + 11, 'utils.go:70', structured('Tested communication with server')),
    klog('I', atMs + 33, 'utils.go:76', structured('Communication with server successful')),
    klog('I', atMs + 43, 'server.go:361', structured('Started metrics server', { metricsServerAddress: '[::]:8080' })),
    klog('I', atMs + 43, 'server.go:350', structured('Started kube-state-metrics self metrics server', { telemetryAddress: '[::]:8081' })),
    klog('I', atMs + 64, 'builder.go:283', structured('Active resources', { activeStoreNames: active })),
    klog('I', atMs + 64, 'tls_config.go:347', structured('Listening on', { address: '[::]:8080' })),
  ];
}

function refusedList(listed: string, resource: string, atMs: number): readonly string[] {
  const [plural = '', ...group] = resource.split('.');
  const name = group.length === 0 ? plural : resource;
  const why = `${name} is forbidden: User "${user}" cannot list resource "${plural}" in API group "${group.join('.')}" at the cluster scope`;
  const failed = `failed to list ${listed}: ${why}`;
  const err = `${reflector}: Failed to watch ${listed}: ${failed}`;
  return [
    klog('W', atMs, 'reflector.go:569', `${reflector}: ${failed}`),
    klog('E', atMs, 'reflector.go:166', structured('Unhandled Error', { err, logger: 'UnhandledError' })),
  ];
}
