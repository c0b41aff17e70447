import type { Health } from '../../model/health';
import type { Inventory, Listed } from '../../model/inventory';
import type { Evidence } from '../../model/observation';
import { NOT_LOOKED_YET } from './members';

/** Why a card of the picture has no member: seen to be absent, or not to be seen. */
export interface Absence {
  readonly health: Extract<Health, 'absent' | 'unknown' | 'denied'>;
  readonly because: string;
  readonly evidence: readonly Evidence[];
}

interface Rule {
  /** Resources that must have been listed to say it is absent. */
  readonly needs: readonly string[];
  /** How absence was seen. */
  readonly says: (inventory: Inventory) => string;
}

const RUNS_NOWHERE = (what: string): Rule => ({
  needs: ['pods'],
  says: (inventory) => `none of ${inventory.pods.length} pods runs ${what}, by image, arguments or labels`,
});

const NO_API = (group: string, version: string): Rule => ({
  needs: ['apiservices'],
  says: () => `no APIService ${version}.${group}`,
});

const NO_NODE: Rule = { needs: ['nodes'], says: () => 'no node in the cluster' };

const RULES: Readonly<Record<string, Rule>> = {
  kubelet: NO_NODE,
  cadvisor: NO_NODE,
  'metrics-server': { needs: ['apiservices', 'pods'], says: metricsServerSays },
  'metrics-api': NO_API('metrics.k8s.io', 'v1beta1'),
  'kubectl-top': NO_API('metrics.k8s.io', 'v1beta1'),
  'custom-metrics-api': NO_API('custom.metrics.k8s.io', 'v1beta1 or v1beta2'),
  hpa: { needs: ['horizontalpodautoscalers'], says: () => 'no HorizontalPodAutoscaler in any namespace' },
  'node-exporter': RUNS_NOWHERE('node-exporter'),
  prometheus: RUNS_NOWHERE('Prometheus or what answers like it'),
  'prometheus-adapter': RUNS_NOWHERE('prometheus-adapter'),
  alertmanager: RUNS_NOWHERE('Alertmanager'),
  dashboard: RUNS_NOWHERE('Grafana or Perses'),
  applications: {
    needs: ['pods', 'services'],
    says: () => 'no pod or Service asks to be scraped (annotations prometheus.io/scrape, ServiceMonitors, PodMonitors)',
  },
  'kube-state-metrics': RUNS_NOWHERE('kube-state-metrics'),
};

function metricsServerSays(inventory: Inventory): string {
  const registration = inventory.apiServices.find((apiService) => apiService.group === 'metrics.k8s.io');
  if (!registration) return 'no APIService v1beta1.metrics.k8s.io, and no pod runs metrics-server';
  const service = registration.service ? `${registration.service.namespace}/${registration.service.name}` : 'no Service';
  return `APIService ${registration.name} points to ${service}, and metrics-server is not behind it`;
}

/** Why the card `id` has no member. A resource that is not listed yet, or may not be, proves nothing. */
export function absenceOf(id: string, inventory: Inventory, nowMs: number): Absence {
  const rule = RULES[id];
  if (!rule) return { health: 'unknown', because: NOT_LOOKED_YET, evidence: [] };
  const needed = rule.needs.map((resource) => ({ resource, listed: listedAs(inventory, resource) }));
  for (const { resource, listed } of needed) {
    const trouble = troubleWith(resource, listed);
    if (trouble) return { ...trouble, evidence: [] };
  }
  const says = rule.says(inventory);
  const atMs = Math.max(...needed.map(({ listed }) => listed?.atMs ?? nowMs));
  const seen = needed.map(({ listed, resource }) => `${listed?.have ?? 0} ${resource}`).join(' and ');
  return { health: 'absent', because: says, evidence: [{ atMs, says: `${says}; looked through ${seen}` }] };
}

/** "pods", "deployments.apps" and "apps/deployments" name the same resource to a reader. */
function listedAs(inventory: Inventory, resource: string): Listed | undefined {
  return inventory.listed.find((listed) => (listed.resource.split('/').at(-1) ?? '').split('.')[0] === resource);
}

function troubleWith(resource: string, listed: Listed | undefined): Omit<Absence, 'evidence'> | undefined {
  switch (listed?.state) {
    case undefined:
    case 'waiting':
      return { health: 'unknown', because: `${NOT_LOOKED_YET}: ${resource} are not listed` };
    case 'listing':
      return { health: 'unknown', because: `${NOT_LOOKED_YET}: ${listed.have} of ${listed.of ?? 'the'} ${resource} are listed` };
    case 'denied':
      return { health: 'denied', because: `list ${resource} is missing${listed.because ? `: ${listed.because}` : ''}` };
    case 'failed':
      return { health: 'unknown', because: `${resource} could not be listed${listed.because ? `: ${listed.because}` : ''}` };
    case 'watching':
    case 'polling':
    case 'absent':
      return undefined;
  }
}
