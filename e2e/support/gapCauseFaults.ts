import type { ProvenCause } from '../../shared/analysis/gaps/scene';

/** How a cause of gaps can be seen in the demo: a fault that brings it about, what a healthy demo does anyway, or why it cannot be. */
type Shown = { readonly fault: string } | { readonly healthy: string } | { readonly cannot: string };

export const CAUSE_IN_DEMO: Readonly<Record<ProvenCause, Shown>> = {
  'producer-slower': { healthy: 'cAdvisor reads a cgroup up to 30 s apart' },
  'remote-behind': { fault: 'remote-write-behind' },
  'scraper-restarted': { fault: 'prometheus-oom' },
  'clock-jumped': { fault: 'clock-set' },
  'scraper-starved': { fault: 'prometheus-throttled' },
  'pod-replaced': { healthy: 'Deployment demo/api is rolled out each 15 minutes' },
  'node-not-ready': { fault: 'node-notready' },
  'kubelet-restarted': { fault: 'node-notready' },
  'target-restarted': { fault: 'app-crashes' },
  'limit-exceeded': { fault: 'prometheus-sample-limit' },
  'scrape-too-slow': { fault: 'kubelet-slow' },
  'target-down': { fault: 'kubelet-paused' },
  'discovery-lost': { fault: 'prometheus-may-not-discover' },
  'series-flap': { fault: 'app-workers-in-turn' },
  rejected: { fault: 'app-own-timestamps' },
  'series-vanished': { fault: 'ksm-rbac' },
  unknown: { cannot: 'it is what stays where nothing proves a cause' },
};
