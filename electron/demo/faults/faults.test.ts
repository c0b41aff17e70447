import { describe, expect, it } from 'vitest';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import { scenarioNamed, worldOf } from '../scenarios/choose';
import { SCENARIOS } from '../scenarios/table';
import { healthyWorld } from '../world/healthyWorld';
import { NOON, startCluster } from '../world/testStore';
import { applyFaults } from './apply';
import { nearest } from './nearest';
import { FAULTS } from './table';

const HEALTHY = healthyWorld({ seed: 7, startMs: NOON });

/** What is wrong is not with a component: every part works, and what is made of it is wrong. */
const UNSEEN_ON_THE_MAP: ReadonlySet<string> = new Set([
  'ksm-labels-exported',
  'rule-window-too-short',
  'rule-needs-pod-labels',
  'cgroup-paths-differ',
  'adapter-window-too-short',
  'monitor-not-selected',
  'cadvisor-series-flapping',
  'housekeeping-slow',
  'kubelet-scraped-twice',
  'kube-proxy-loopback',
  'summary-failing',
  'app-workers-in-turn',
  'app-own-timestamps',
  'prometheus-throttled',
  'prometheus-oom',
  'remote-write-behind',
  'kubelet-certificate-ends',
  'kubelet-stats-from-cri',
  'ksm-oom',
  'ksm-shard-twice',
]);

/** Nothing is wrong with how the cluster is monitored but for the gaps: the gap view tells of them, no finding does. */
const GAPS_ALONE: ReadonlySet<string> = new Set(['prometheus-throttled', 'app-crashes', 'app-workers-in-turn', 'remote-write-behind']);

/** The rules that diagnosis knows; a fault that names another would wait for a finding that never comes. */
const RULES = new Set(
  `metrics-api-absent metrics-api-unavailable kubelet-cert-untrusted front-proxy-ca-untrusted kubelet-serving-cert-missing node-address-unresolvable
  kubelet-unreachable-from-pods kubelet-access-denied metrics-server-no-data node-dropped-by-metrics-server pod-dropped-by-metrics-server metrics-stale
  hpa-metric-unavailable hpa-no-pod-metrics hpa-request-missing hpa-ambiguous-selector adapter-metric-unmapped adapter-metric-intermittent
  adapter-source-broken external-api-owned-elsewhere scrape-denied scrape-timeout scrape-refused node-exporter-port-conflict scrape-rejected
  monitor-not-selected discovery-denied metric-dropped-by-relabel labels-exported samples-not-ingested duplicate-kubelet-targets prometheus-restarted
  cadvisor-labels-missing cri-stats-enabled summary-api-failing stale-container-series rate-window-too-short housekeeping-cadence cgroup-id-prefix
  ksm-list-failing ksm-labels-not-allowlisted state-shorter-than-scrape node-proxy-denied cadvisor-series-flapping ksm-undersized node-unhealthy
  certificate-expiring clock-skew ksm-shard-mismatch component-not-running target-not-scraped kubelet-not-answering adapter-query-empty`.split(
    /\s+/,
  ),
);

describe.each(FAULTS.map((fault) => [fault.name, fault] as const))('fault %s', (name, fault) => {
  const applied = applyFaults(HEALTHY, [name]);
  const world = applied.ok ? applied.value : HEALTHY;

  it('changes the World, not the one given, and always to the same', () => {
    const before = JSON.stringify(HEALTHY);
    expect(JSON.stringify({ ...world, faults: [] })).not.toBe(before);
    expect(JSON.stringify(HEALTHY)).toBe(before);
    expect(fault.apply(HEALTHY)).toEqual(fault.apply(HEALTHY));
    expect(world.faults).toEqual([name]);
  });

  it('expects findings of rules there are, on subjects there are, unless gaps alone tell of it', () => {
    const findings = fault.findings(world);
    expect(findings.length > 0).toBe(!GAPS_ALONE.has(name));
    for (const { rule, subject } of findings) {
      expect(RULES).toContain(rule);
      expect(subject).toMatch(
        /^(Deployment|DaemonSet|APIService|HorizontalPodAutoscaler|Node|Pod|ServiceMonitor|target)\/\S+$|^(kube-state-metrics|node-exporter|kubelet|cadvisor)$/,
      );
    }
  });

  it('expects health of cards and hops there are, and something that is not ok unless findings alone tell of it', () => {
    const { cards, hops } = fault.health(world);
    const ids = CARDS.map((card) => card.id);
    // A second of a kind has the kind's card, with its own name behind it.
    for (const id of Object.keys(cards)) expect(ids).toContain(id.split(':', 1)[0]);
    for (const hop of Object.keys(hops)) expect(HOPS.map(({ from, to }) => `${from}->${to}`)).toContain(hop);
    const isSeen = [...Object.values(cards), ...Object.values(hops)].some((healths) => !healths.includes('ok'));
    expect(isSeen).toBe(!UNSEEN_ON_THE_MAP.has(name));
  });

  it('can be switched on and off while the cluster runs', async () => {
    const cluster = startCluster();
    cluster.simulation.become(world);
    await cluster.pass(70);
    cluster.simulation.become(HEALTHY);
    await cluster.pass(90);
    const ready = (c: typeof cluster) =>
      c.simulation
        .pods()
        .filter((p) => p.ready && p.namespace !== 'demo')
        .map((p) => `${p.workload.name} ${p.node}`)
        .sort();
    expect(ready(cluster)).toEqual(ready(startCluster()));
  });

  it('stands from the first second as well', async () => {
    const cluster = startCluster({ world });
    await cluster.pass(30);
    expect(cluster.simulation.pods().length).toBeGreaterThan(20);
  });
});

describe('faults together', () => {
  it('compose in any order that does not touch the same line', () => {
    const [a, b] = [applyFaults(HEALTHY, ['ksm-rbac', 'node-notready']), applyFaults(HEALTHY, ['node-notready', 'ksm-rbac'])];
    expect(a.ok && b.ok && { ...a.value, faults: [] }).toEqual(b.ok && { ...b.value, faults: [] });
  });

  it('every two can be had together', () => {
    for (const one of FAULTS)
      for (const other of FAULTS) expect(applyFaults(HEALTHY, [one.name, other.name]).ok, `${one.name} and ${other.name}`).toBe(true);
  });

  it('the same one twice is once', () => {
    const once = applyFaults(HEALTHY, ['prometheus-no-token']);
    const twice = once.ok ? applyFaults(once.value, ['prometheus-no-token', 'prometheus-no-token']) : once;
    expect(twice).toEqual(once);
  });

  it('an unknown name is an error that says the nearest', () => {
    expect(applyFaults(HEALTHY, ['metrics-server-dwn'])).toEqual({
      ok: false,
      error: 'there is no fault metrics-server-dwn; did you mean metrics-server-down? "hopscope demo --list" names them all',
    });
  });

  it.each([
    ['ksm-rback', 'ksm-rbac'],
    ['metrics-srv-down', 'metrics-server-down'],
    ['', 'ksm-down'],
  ])('nearest to "%s"', (name, wanted) => {
    expect(nearest(name, ['ksm-down', 'ksm-rbac', 'metrics-server-down'])).toBe(wanted);
  });
});

describe('scenarios', () => {
  it('are healthy, one for each fault, and some composed; no name twice', () => {
    const names = SCENARIOS.map((scenario) => scenario.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['healthy', 'bad-night', ...FAULTS.map((fault) => fault.name)]));
    for (const { says } of SCENARIOS) expect(says).toMatch(/^[^\n]+$/);
  });

  it('healthy has nothing to find and nothing that is not ok', () => {
    const healthy = scenarioNamed('healthy');
    expect(healthy.ok && [healthy.value.findings(HEALTHY), healthy.value.health(HEALTHY)]).toEqual([[], { cards: {}, hops: {} }]);
  });

  it('make their World in any size', () => {
    const world = worldOf('bad-night', { seed: 1, nodes: 20, startMs: NOON });
    expect(world.ok && [world.value.nodes.length, world.value.faults]).toEqual([
      20,
      ['node-notready', 'ksm-rbac', 'prometheus-drops-cadvisor'],
    ]);
  });

  it('bad-night expects the findings of all its faults, each once', () => {
    const world = worldOf('bad-night', { seed: 1, startMs: NOON });
    const scenario = scenarioNamed('bad-night');
    const findings = world.ok && scenario.ok ? scenario.value.findings(world.value) : [];
    expect(findings.map((f) => f.rule)).toEqual(
      expect.arrayContaining(['node-unhealthy', 'ksm-list-failing', 'metric-dropped-by-relabel']),
    );
    expect(new Set(findings.map((f) => `${f.rule} ${f.subject}`)).size).toBe(findings.length);
  });

  it('an unknown one says the nearest', () => {
    expect(scenarioNamed('helthy')).toEqual({
      ok: false,
      error: 'there is no scenario helthy; did you mean healthy? "hopscope demo --list" names them all',
    });
  });
});
