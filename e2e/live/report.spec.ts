import { expect, test } from '@playwright/test';
import { cardsOf, hopsOf, reportOf } from '../support/commandLine';
import { ADMIN, fault, KIT, VIEWER } from '../support/realCluster';

const CLUSTER = ['--kubeconfig', ADMIN];

/** sleepy-cpu cannot work (its target has no CPU request); everything else of the kit does. */
const HEALTHY_CARDS = {
  kubelet: 'ok',
  cadvisor: 'ok',
  'metrics-server': 'ok',
  'metrics-api': 'ok',
  'kubectl-top': 'ok',
  hpa: 'degraded',
  'node-exporter': 'ok',
  prometheus: 'ok',
  'custom-metrics-api': 'ok',
  'external-metrics-api': 'ok',
  'prometheus-adapter': 'ok',
  alertmanager: 'ok',
  'kube-state-metrics': 'ok',
  'cadvisor-standalone': 'ok',
  'api-objects': 'ok',
  dashboard: 'absent',
};

const HEALTHY_HOPS = {
  'containers -> kubelet': 'ok',
  'kubelet -> metrics-server': 'ok',
  'metrics-server -> metrics-api': 'ok',
  'metrics-api -> kubectl-top': 'ok',
  'metrics-api -> hpa': 'degraded',
  'cadvisor -> prometheus': 'ok',
  'kubelet -> prometheus': 'ok',
  'node-exporter -> prometheus': 'ok',
  'kube-state-metrics -> prometheus': 'ok',
  'applications -> prometheus': 'ok',
  'prometheus -> prometheus-adapter': 'ok',
  'prometheus-adapter -> custom-metrics-api': 'ok',
  'prometheus-adapter -> external-metrics-api': 'ok',
  'custom-metrics-api -> hpa': 'ok',
  'external-metrics-api -> hpa': 'ok',
  'prometheus -> alertmanager': 'ok',
};

/** A cluster needs a while after a change: pods, two scrapes, a sync of the HPA. */
const SETTLE = { timeout: 240_000, intervals: [2_000, 5_000] };

test('every component is found, every prober is ok or rightly not', async () => {
  await expect(async () => {
    const { report, code } = await reportOf(CLUSTER);
    expect(cardsOf(report)).toMatchObject(HEALTHY_CARDS);
    expect(hopsOf(report)).toMatchObject(HEALTHY_HOPS);
    expect(code).toBe(1);
  }).toPass(SETTLE);
});

test('the restricted user sees what it may, and the rest as denied with what is missing', async () => {
  const { report } = await reportOf(['--kubeconfig', VIEWER]);
  const cards = cardsOf(report);
  expect(cards).toMatchObject({ kubelet: 'denied', prometheus: 'denied', 'metrics-api': 'denied', hpa: 'denied' });
  const kubelet = report.components.find((component) => component.id === 'kubelet');
  expect(kubelet?.because).toContain('nodes/proxy');
  expect(report.access).toContainEqual(expect.objectContaining({ verb: 'get', resource: 'nodes', subresource: 'proxy', allowed: false }));
  // Nothing that was not seen is ok.
  for (const component of report.components)
    if (component.health === 'ok') expect(component.evidence.length, component.id).toBeGreaterThan(0);
});

interface FaultCase {
  readonly name: string;
  readonly cards: Record<string, string>;
  readonly hops: Record<string, string>;
}

const FAULTS: readonly FaultCase[] = [
  {
    name: 'metrics-server-down',
    cards: { 'metrics-server': 'broken', 'metrics-api': 'broken', 'kubectl-top': 'broken', kubelet: 'ok' },
    hops: { 'metrics-server -> metrics-api': 'broken' },
  },
  { name: 'ksm-down', cards: { 'kube-state-metrics': 'broken', prometheus: 'ok', 'node-exporter': 'ok' }, hops: {} },
  { name: 'prometheus-drops-cadvisor', cards: { prometheus: 'ok', cadvisor: 'ok' }, hops: { 'cadvisor -> prometheus': 'degraded' } },
  { name: 'adapter-no-match', cards: { 'prometheus-adapter': 'degraded', prometheus: 'ok', 'metrics-api': 'ok' }, hops: {} },
  { name: 'kubelet-paused', cards: { kubelet: 'broken', cadvisor: 'broken' }, hops: {} },
];

for (const { name, cards, hops } of FAULTS) {
  test(`fault ${name}: on and off again`, async () => {
    test.skip(KIT === undefined, 'needs the cluster kit');
    await fault(name, 'on');
    try {
      await expect(async () => {
        const { report, code } = await reportOf(CLUSTER);
        expect(cardsOf(report)).toMatchObject(cards);
        expect(hopsOf(report)).toMatchObject(hops);
        expect(code).toBe(1);
      }).toPass(SETTLE);
    } finally {
      await fault(name, 'off');
    }
    await expect(async () => {
      const { report } = await reportOf(CLUSTER);
      expect(cardsOf(report)).toMatchObject(HEALTHY_CARDS);
    }).toPass(SETTLE);
  });
}
