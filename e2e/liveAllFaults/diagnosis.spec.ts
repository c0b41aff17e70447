import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { Report } from '../../shared/report/schema';
import { ROOT } from '../support/commandLine';
import { type LookedAt, lookAt } from '../support/lookedAt';
import { ADMIN, fault, KIT } from '../support/realCluster';

type Finding = Report['findings'][number];

/** Within so many seconds the cause has to stand first, with nothing false beside it. */
const FOUND_WITHIN_S = 90;
/** A right answer has to stay right. */
const STAYS_S = 10;
/** Pods, two scrapes, a sync of the HPAs, a rollout. */
const MENDED_WITHIN_S = 240;
/** Its HPA aims at a request that its pods do not make: in the healthy cluster too. */
const SLEEPY = 'hpa-request-missing HorizontalPodAutoscaler/demo/sleepy-cpu';

const SERVER = 'Deployment/kube-system/metrics-server';
const KSM = 'Deployment/kube-system/kube-state-metrics';
const ADAPTER = 'Deployment/monitoring/prometheus-adapter';
const NODE = 'Node/hop-1';

/** Fault -> root causes; what else is said has to follow from them. */
const ROOTS: Readonly<Record<string, readonly string[]>> = {
  'metrics-server-down': [`component-not-running ${SERVER}`],
  'metrics-server-tls': [`kubelet-cert-untrusted ${SERVER}`],
  'metrics-apiservice-deleted': ['metrics-api-absent APIService/v1beta1.metrics.k8s.io'],
  'ksm-down': [`component-not-running ${KSM}`],
  'ksm-rbac': [`ksm-list-failing ${KSM}`],
  'prometheus-drops-cadvisor': ['metric-dropped-by-relabel target/cadvisor/hop-1'],
  'prometheus-no-token': ['scrape-denied target/cadvisor/hop-1'],
  'prometheus-no-permission': [
    'scrape-denied target/cadvisor/hop-1',
    'scrape-denied target/kubelet-resource/hop-1',
    'scrape-denied target/kubelet/hop-1',
  ],
  'adapter-no-match': ['adapter-metric-unmapped HorizontalPodAutoscaler/demo/worker-requests'],
  'adapter-empty-query': ['adapter-query-empty HorizontalPodAutoscaler/demo/worker-requests'],
  'adapter-dead-prometheus': [`adapter-source-broken ${ADAPTER}`],
  'kubelet-paused': [`kubelet-not-answering ${NODE}`],
  'node-notready': [`node-unhealthy ${NODE}`],
  'cadvisor-no-labels': [`cadvisor-labels-missing ${NODE}`],
  'cadvisor-standalone-no-socket': ['cadvisor-labels-missing DaemonSet/cadvisor/cadvisor'],
  'kubelet-slow': [`kubelet-not-answering ${NODE}`],
  'node-exporter-down': ['component-not-running DaemonSet/monitoring/node-exporter'],
  'prometheus-down': ['component-not-running Deployment/monitoring/prometheus'],
};

const PAIRS = [
  ['metrics-server-down', 'ksm-down'],
  ['prometheus-drops-cadvisor', 'node-exporter-down'],
  ['adapter-no-match', 'metrics-apiservice-deleted'],
  ['ksm-rbac', 'cadvisor-standalone-no-socket'],
  ['prometheus-down', 'metrics-server-tls'],
] as const;

const named = ({ rule, subject }: Finding): string => `${rule} ${subject}`;

/** What is said of faults: no infos, and nothing that is so without a fault. */
function said({ findings }: Report): readonly Finding[] {
  return findings.filter((finding) => finding.severity !== 'info' && named(finding) !== SLEEPY);
}

/** What is missing, stands before a root, or follows from none: empty when the answer is right. */
function wrongIn(report: Report, roots: readonly string[]): readonly string[] {
  const findings = said(report);
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const follows = (finding: Finding, seen: ReadonlySet<string> = new Set()): boolean =>
    roots.includes(named(finding)) ||
    finding.causedBy.some((id) => {
      const cause = byId.get(id);
      return cause !== undefined && !seen.has(id) && follows(cause, new Set([...seen, id]));
    });
  const names = findings.map(named);
  const first = names.slice(0, roots.length).filter((name) => !roots.includes(name));
  return [
    ...roots.filter((root) => !names.includes(root)).map((root) => `not found: ${root}`),
    ...first.map((name) => `stands before a root: ${name}`),
    ...findings.filter((finding) => !follows(finding)).map((finding) => `follows from no root: ${named(finding)}: ${finding.because}`),
  ];
}

/** Seconds until `wrongNow` came to nothing and stayed so; the last wrongs when it did not in time. */
async function untilRight(withinSeconds: number, wrongNow: () => readonly string[]) {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1_000;
  let rightFrom: number | undefined;
  for (;;) {
    const wrong = wrongNow();
    rightFrom = wrong.length === 0 ? (rightFrom ?? seconds()) : undefined;
    if (rightFrom !== undefined && seconds() - rightFrom >= STAYS_S) return { seconds: rightFrom, wrong };
    if (seconds() > withinSeconds + STAYS_S) return { seconds: undefined, wrong: wrong.length > 0 ? wrong : ['right too late'] };
    await wait(1_000);
  }
}

const told: Record<string, unknown> = {};
let looked: LookedAt;

/** Breaks, looks, mends; the wrongs that were left in both. */
async function tried(faults: readonly string[]) {
  const roots = faults.flatMap((name) => ROOTS[name] ?? []);
  for (const name of faults) await fault(name, 'on');
  const found = await untilRight(FOUND_WITHIN_S, () => wrongIn(looked.report.make(), roots));
  const findings = said(looked.report.make()).map((finding) => ({ says: named(finding), because: finding.because }));
  for (const name of faults) await fault(name, 'off');
  const mended = await untilRight(MENDED_WITHIN_S, () => wrongIn(looked.report.make(), []));
  told[faults.join(' + ')] = {
    secondsToRoot: found.seconds,
    wrong: found.wrong,
    findings,
    secondsToMended: mended.seconds,
    left: mended.wrong,
  };
  fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
  fs.writeFileSync(path.join(ROOT, 'out/live-all-faults.json'), JSON.stringify(told, undefined, 1));
  return { wrong: found.wrong, left: mended.wrong };
}

test.describe('each fault of the real cluster, as one session sees it that stays open', () => {
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    looked = lookAt(ADMIN);
    looked.session.start();
    const healthy = await untilRight(MENDED_WITHIN_S, () =>
      looked.session.firstWholeLookMs === undefined ? ['not looked yet'] : wrongIn(looked.report.make(), []),
    );
    expect(healthy.wrong).toEqual([]);
  });
  test.afterAll(() => looked.session.close());

  test('has its root cause here', () => {
    expect(KIT).toBeDefined();
    expect(Object.keys(ROOTS)).toHaveLength(18);
  });

  for (const name of Object.keys(ROOTS)) {
    test(`${name}: its cause stands first within ${FOUND_WITHIN_S} s, and nothing false`, async () => {
      expect(await tried([name])).toEqual({ wrong: [], left: [] });
    });
  }
  for (const pair of PAIRS) {
    test(`${pair.join(' and ')} at once: both causes first, and nothing false`, async () => {
      expect(await tried(pair)).toEqual({ wrong: [], left: [] });
    });
  }
});
