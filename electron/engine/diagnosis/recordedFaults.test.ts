import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import { RULES } from '../../../shared/diagnosis/table';
import { lookAtRecording } from '../probers/recordedCluster.testSupport';
import { RECORDED_FAULTS, type RecordedFaultName } from '../probers/recordedFaults.testSupport';
import { type Asked, diagnosisFacts } from './diagnosisFacts';

/** Accounts and pods are not asked about: a recording has no watch. */
const NOT_ASKED: Asked = { accounts: [], blindSpots: { state: 'unseen', need: 'a watch' } };

async function findingsIn(name: 'healthy' | RecordedFaultName) {
  const { inventory, discovered, looks } = await lookAtRecording(name);
  const atMs = Math.max(...[...looks.values()].map((look) => look.atMs));
  return diagnose(RULES, diagnosisFacts({ inventory, discovered, looks, clockOffsetMs: 0 }, NOT_ASKED, atMs)).findings;
}

const SERVER = 'Deployment/kube-system/metrics-server';
const API = 'APIService/v1beta1.metrics.k8s.io';
const KSM = 'Deployment/kube-system/kube-state-metrics';
const PROMETHEUS = 'Deployment/monitoring/prometheus';
const ADAPTER = 'Deployment/monitoring/prometheus-adapter';
const HPA = 'HorizontalPodAutoscaler/demo';
const NODE = 'Node/hop-1';
/** Its HPA aims at a request that its pods do not make: in the healthy cluster too. */
const SLEEPY = `hpa-request-missing ${HPA}/sleepy-cpu`;

const unavailable = (because: string) => [
  `metrics-api-unavailable ${API} <- ${because}`,
  `hpa-metric-unavailable ${HPA}/sleepy-cpu <- metrics-api-unavailable`,
  `hpa-metric-unavailable ${HPA}/web-cpu <- metrics-api-unavailable`,
];

/** "rule subject <- rules that explain it", in order: what the answers recorded at a real cluster must come to. */
const EXPECTED: readonly (readonly ['healthy' | RecordedFaultName, readonly string[]])[] = [
  ['healthy', [SLEEPY]],
  ['metrics-server-down', [`component-not-running ${SERVER}`, ...unavailable('component-not-running')]],
  // Recorded 30 s after it started: too early to hold against it that it has nothing to serve.
  ['metrics-server-tls', [`kubelet-cert-untrusted ${SERVER}`, ...unavailable('kubelet-cert-untrusted')]],
  [
    'metrics-apiservice-deleted',
    [
      `metrics-api-absent ${API}`,
      `hpa-metric-unavailable ${HPA}/sleepy-cpu <- metrics-api-absent`,
      `hpa-metric-unavailable ${HPA}/web-cpu <- metrics-api-absent`,
    ],
  ],
  // The HPAs still say that the Metrics API fails, from the fault before it: it answers again.
  ['ksm-down', [`component-not-running ${KSM}`]],
  ['ksm-rbac', [`ksm-list-failing ${KSM}`, SLEEPY]],
  ['prometheus-drops-cadvisor', ['metric-dropped-by-relabel target/cadvisor/hop-1', SLEEPY]],
  ['prometheus-no-token', ['scrape-denied target/cadvisor/hop-1', SLEEPY]],
  [
    'prometheus-no-permission',
    ['scrape-denied target/cadvisor/hop-1', 'scrape-denied target/kubelet-resource/hop-1', 'scrape-denied target/kubelet/hop-1', SLEEPY],
  ],
  ['adapter-no-match', [`adapter-metric-unmapped ${HPA}/worker-requests`, SLEEPY]],
  ['adapter-empty-query', [`adapter-query-empty ${HPA}/worker-requests`, SLEEPY]],
  [
    'adapter-dead-prometheus',
    [`adapter-source-broken ${ADAPTER}`, SLEEPY, `adapter-metric-unmapped ${HPA}/worker-requests <- adapter-source-broken`],
  ],
  ['kubelet-paused', [`kubelet-not-answering ${NODE}`, SLEEPY, `metrics-server-no-data ${SERVER} <- kubelet-not-answering`]],
  [
    'kubelet-slow',
    [
      `kubelet-not-answering ${NODE}`,
      SLEEPY,
      'scrape-timeout target/cadvisor/hop-1 <- kubelet-not-answering',
      'scrape-timeout target/kubelet/hop-1 <- kubelet-not-answering',
    ],
  ],
  [
    'node-notready',
    [
      `node-unhealthy ${NODE}`,
      `kubelet-not-answering ${NODE} <- node-unhealthy`,
      `metrics-api-unavailable ${API} <- kubelet-not-answering`,
      'metrics-api-unavailable APIService/v1beta1.custom.metrics.k8s.io <- kubelet-not-answering',
      'metrics-api-unavailable APIService/v1beta1.external.metrics.k8s.io <- kubelet-not-answering',
      'metrics-api-unavailable APIService/v1beta2.custom.metrics.k8s.io <- kubelet-not-answering',
      ...unavailable('').slice(1),
    ],
  ],
  ['cadvisor-no-labels', [`cadvisor-labels-missing ${NODE}`, SLEEPY]],
  // Recorded while metrics-server came back from the fault before: its API was indeed not there.
  [
    'node-exporter-down',
    [`metrics-api-unavailable ${API}`, 'component-not-running DaemonSet/monitoring/node-exporter', ...unavailable('').slice(1)],
  ],
  ['prometheus-down', [`component-not-running ${PROMETHEUS}`, SLEEPY, `adapter-source-broken ${ADAPTER} <- component-not-running`]],
];

describe('diagnosis of answers recorded at a real cluster', () => {
  it.each(EXPECTED)('%s', async (name, expected) => {
    const findings = await findingsIn(name);
    const ruleOf = (id: string) => findings.find((each) => each.id === id)?.rule ?? id;
    const said = findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ rule, subject, causedBy }) => `${rule} ${subject}${causedBy.length === 0 ? '' : ` <- ${causedBy.map(ruleOf).join(', ')}`}`);
    expect(said).toEqual(expected);
  });

  it('has every fault that was recorded', () => {
    expect(EXPECTED.map(([name]) => name).sort()).toEqual(['healthy', ...Object.keys(RECORDED_FAULTS)].sort());
  });
});
