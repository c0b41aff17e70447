import type { JobSight } from '../configSights';
import { component, denied, scraper, seen, target } from '../facts.testSupport';
import type { MonitorSight, OperatorSight, SelectionSight } from '../operatorSights';
import type { AccountSight, BlindSight, ListRight, ScraperSight } from '../sights';
import type { RuleCases } from './ruleCase.testSupport';

const PROMETHEUS = 'Deployment/monitoring/prometheus';
const job = (role: string, ...namespaces: readonly string[]): JobSight => ({
  job: 'apps',
  honorLabels: false,
  metricRules: [],
  discovers: [{ role, namespaces }],
});
const configured = (jobs: readonly JobSight[], more: Partial<ScraperSight> = {}) => [scraper([target()], { config: seen(jobs), ...more })];
const right = (resource: string, state: ListRight['state'], namespace?: string): ListRight => ({
  resource,
  state,
  namespace,
  evidence: { atMs: 1, says: `list ${resource}: ${state}` },
});
const may = (...lists: readonly ListRight[]): AccountSight[] => [
  {
    component: component('prometheus', 'prometheus', { namespace: 'monitoring' }).id,
    account: { namespace: 'monitoring', name: 'prometheus' },
    nodeMetrics: 'allowed',
    evidence: [],
    lists,
  },
];

const SELECTED: SelectionSight = { by: 'Prometheus monitoring/k8s', is: 'selected', because: 'serviceMonitorSelector {release: stack}' };
const REFUSED: SelectionSight = {
  ...SELECTED,
  is: 'refused',
  because: 'serviceMonitorSelector {release: stack} does not match its labels (none)',
};
const UNKNOWN: SelectionSight = {
  ...SELECTED,
  is: 'unknown',
  because: 'the labels of namespace demo, by which serviceMonitorNamespaceSelector selects',
};
const operator = (monitor: Partial<MonitorSight>, more: Partial<OperatorSight> = {}): { operator: OperatorSight } => ({
  operator: {
    prometheuses: 1,
    monitors: [
      { kind: 'ServiceMonitor', namespace: 'demo', name: 'api', selections: [SELECTED], backing: 1, missingPorts: [], ...monitor },
    ],
    ...more,
  },
});
const MONITOR = 'ServiceMonitor/demo/api';

const KSM = [{ found: component('kube-state-metrics', 'ksm'), flags: new Map<string, string>() }];
const blind = (unseen: number): BlindSight => ({
  state: 'seen',
  source: 'prometheus',
  intervalMs: 15_000,
  changes: 20,
  unseen,
  byReason: [{ reason: 'Completed (Job)', changes: 12, unseen }],
});

export const DISCOVERY_CASES: RuleCases = {
  'discovery-denied': [
    [
      'endpoints in no namespace',
      { scrapers: configured([job('endpoints')]), accounts: may(right('endpoints', 'denied')) },
      `fail ${PROMETHEUS}`,
    ],
    [
      'pods in one namespace',
      { scrapers: configured([job('pod', 'a')]), accounts: may(right('pods', 'denied', 'a')) },
      `fail ${PROMETHEUS}`,
    ],
    [
      'of another namespace',
      { scrapers: configured([job('pod', 'a')]), accounts: may(right('pods', 'allowed', 'a'), right('pods', 'denied', 'b')) },
      'pass',
    ],
    [
      'denied, and the job has targets',
      { scrapers: configured([{ ...job('pod'), job: 'cadvisor' }]), accounts: may(right('pods', 'denied')) },
      'pass',
    ],
    ['allowed, and nothing is there', { scrapers: configured([job('pod')]), accounts: may(right('pods', 'allowed')) }, 'pass'],
    ['static targets alone', { scrapers: configured([{ ...job('pod'), discovers: [] }]) }, 'pass'],
    ['nobody says whether it may', { scrapers: configured([job('pod')]), accounts: may(right('pods', 'unknown')) }, 'cannot-tell'],
    ['it has no account here', { scrapers: configured([job('pod')]) }, 'cannot-tell'],
    ['the configuration may not be read', { scrapers: configured([], { config: denied() }) }, 'cannot-tell'],
  ],
  'monitor-not-selected': [
    ['its labels do not match', operator({ selections: [REFUSED] }), `fail ${MONITOR}`],
    ['one of two selects it', operator({ selections: [REFUSED, SELECTED] }), 'pass'],
    ['a port that no Service has', operator({ missingPorts: [{ asked: '8080', offered: ['http'] }] }), `fail ${MONITOR}`],
    ['it selects no Service', operator({ backing: 0 }), `fail ${MONITOR}`],
    ['no Prometheus object', operator({ selections: [] }, { prometheuses: 0 }), 'not-applicable'],
    ['no operator', {}, 'not-applicable'],
    ['selected by labels of namespaces', operator({ selections: [REFUSED, UNKNOWN] }), 'cannot-tell'],
    ['services are not listed', operator({ backing: undefined }), 'cannot-tell'],
    ['monitors may not be listed', operator({}, { unlisted: 'you may not list servicemonitors' }), 'cannot-tell'],
  ],
  'state-shorter-than-scrape': [
    ['12 of 20 were not seen', { stateMetrics: KSM, blindSpots: blind(12) }, 'fail Deployment/kube-system/ksm'],
    ['all were seen', { stateMetrics: KSM, blindSpots: blind(0) }, 'pass'],
    ['no kube-state-metrics', { blindSpots: blind(12) }, 'not-applicable'],
    ['no Prometheus to ask', { stateMetrics: KSM, blindSpots: { state: 'unseen', need: 'a Prometheus' } }, 'cannot-tell'],
  ],
};
