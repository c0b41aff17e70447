import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GapMemory } from '../../electron/engine/gaps/gapMemory';
import type { SeriesLook } from '../../electron/engine/gaps/seriesGaps';
import { wholeReport } from '../../electron/engine/wholeReport';
import type { Report } from '../../shared/report/schema';
import { openFastDemo } from '../support/demoLook';
import { seriesOf } from '../support/gapSeries';

/** Demo and engine run this much faster than the wall clock; minutes are of their time. */
const SPEED = 6;
const MINUTE_MS = 60_000;
const [BEFORE, BROKEN, AFTER] = [2, 3, 3] as const;
/** Shorter than the node controller's patience: the node is never called not ready for it. */
const RESTARTING_MS = 32_000;
/** Each of its paths misses at least two scrapes. */
const SLOW_MS = 60_000;

type Gap = Report['gaps'][number];

let end: () => Promise<void>;
let beganMs = 0;
/** While the node is away, and when it is back. */
let during: readonly Gap[] = [];
let after: Report;
/** A kubelet was gone for half a minute. */
let restarted: readonly Gap[] = [];
/** A kubelet that stands still, and one that is slow. */
let paused: readonly Gap[] = [];
let slowed: readonly Gap[] = [];
/** Of kube-state-metrics, which was up while it could not list. */
let vanished: readonly SeriesLook[] = [];

beforeAll(async () => {
  const memory = new GapMemory();
  const fast = await openFastDemo('healthy', SPEED, ({ session }) => memory.observe(session));
  const { session, clock, demo, port, report: maker, blindSpots } = fast;
  end = fast.close;
  const report = () => wholeReport({ session, port, clock, memory, maker, blindSpots }, clock.now() - beganMs);
  beganMs = clock.now();
  session.start();
  await clock.sleep(BEFORE * MINUTE_MS);
  demo.setFault('node-notready', true);
  await clock.sleep(BROKEN * MINUTE_MS);
  during = (await report()).report.gaps;
  demo.setFault('node-notready', false);
  await clock.sleep(AFTER * MINUTE_MS);
  after = (await report()).report;
  const lostBy = async (forMs: number, ...faults: readonly string[]): Promise<readonly Gap[]> => {
    const fromMs = clock.now();
    for (const fault of faults) demo.setFault(fault, true);
    await clock.sleep(forMs);
    for (const fault of faults) demo.setFault(fault, false);
    await clock.sleep(2 * MINUTE_MS);
    return (await report()).report.gaps.filter(({ from }) => Date.parse(from) > fromMs - MINUTE_MS / 2);
  };
  restarted = await lostBy(RESTARTING_MS, 'node-notready');
  // What hits the kubelet of one node, and what hits other targets, do not meet.
  paused = await lostBy(RESTARTING_MS, 'kubelet-paused', 'ksm-rbac');
  vanished = await seriesOf(fast, 'kube_node_info', 4 * MINUTE_MS);
  slowed = await lostBy(SLOW_MS, 'kubelet-slow', 'prometheus-may-not-discover');
}, 480_000);

afterAll(() => end());

const NODE_TARGETS = ['cadvisor/hop-2', 'kubelet-resource/hop-2', 'kubelet/hop-2'];
const ofNode = (gaps: readonly Gap[]) =>
  gaps.filter(({ target = '' }) => NODE_TARGETS.includes(target)).sort((a, b) => (a.target ?? '').localeCompare(b.target ?? ''));

describe("causes of gaps in the demo's world, through the whole engine", () => {
  it('a node that is away: all three paths of its kubelet, by its condition', () => {
    expect(ofNode(during).map(({ target, cause, to }) => [target, cause, to])).toEqual(
      NODE_TARGETS.map((target) => [target, 'node-not-ready', undefined]),
    );
    for (const { because, evidence, missed } of ofNode(during)) {
      expect(because).toMatch(/^Node hop-2 is not ready since \d\d:\d\d:\d\d UTC \(NodeStatusUnknown\): nothing on it answers\.$/);
      expect(evidence.map(({ says }) => says)).toEqual([
        expect.stringContaining('node hop-2: Ready Unknown since'),
        `up 0, ${missed} times`,
      ]);
    }
  });

  it('and when it is back, by its event: the gap is over and has the same cause', () => {
    expect(ofNode(after.gaps).map(({ target, cause }) => [target, cause])).toEqual(
      NODE_TARGETS.map((target) => [target, 'node-not-ready']),
    );
    for (const { to, evidence } of ofNode(after.gaps)) {
      expect(to).toBeDefined();
      expect(evidence[0]?.says).toContain('event NodeNotReady of Node hop-2');
    }
  });

  it('a kubelet whose process was another afterwards: all three paths, by its start', () => {
    expect(ofNode(restarted).map(({ target, cause }) => [target, cause])).toEqual(
      NODE_TARGETS.map((target) => [target, 'kubelet-restarted']),
    );
    for (const { because, evidence, missed } of ofNode(restarted)) {
      expect(because).toMatch(/^The kubelet of hop-2 started again at \d\d:\d\d:\d\d UTC\.$/);
      expect(evidence.map(({ says }) => says)).toEqual([
        expect.stringMatching(/^process_start_time_seconds \d+(\.\d+)?, within the gap$/),
        `up 0, ${missed} times`,
      ]);
    }
  });

  it('a kubelet that stands still: none of its paths answers', () => {
    expect(ofNode(paused).map(({ target, cause }) => [target, cause])).toEqual(NODE_TARGETS.map((target) => [target, 'target-down']));
    for (const { because } of ofNode(paused)) expect(because).toMatch(/Nothing else at \S+ answered then: (one|\d+) scrapes? of /);
  });

  it('a slow kubelet: its short answers come, its long ones run into the timeout', () => {
    expect(ofNode(slowed).map(({ target, cause }) => [target, cause])).toEqual([
      ['cadvisor/hop-2', 'scrape-too-slow'],
      ['kubelet/hop-2', 'scrape-too-slow'],
    ]);
  });

  it('targets that Prometheus may not discover for a while: it did not try them', () => {
    const lost = slowed.filter(({ cause }) => cause === 'discovery-lost');
    expect(new Set(lost.map(({ target = '' }) => target.split('/')[0]))).toEqual(
      new Set(['kube-state-metrics', 'kubernetes-apiservers', 'node-exporter']),
    );
    for (const { because } of lost)
      expect(because).toMatch(/^Prometheus \S+ did not have it among its targets: it scraped \d+ of \d+ others/);
  });

  it('series that kube-state-metrics cannot list for a while: a stale marker stands where they ended', () => {
    const gaps = vanished.flatMap((look) => look.gaps).filter(({ openBefore, openAfter }) => !openBefore && !openAfter);
    expect(gaps.length).toBeGreaterThan(0);
    expect(new Set(gaps.map(({ cause }) => cause))).toEqual(new Set(['series-vanished']));
  });

  it('pods of a rollout that were replaced: gone from the list, and what took their place', () => {
    const replaced = after.gaps.filter(({ cause }) => cause === 'pod-replaced');
    // Whether a new pod is scraped before it listens is the luck of its offset; that is a gap of its own, and said by its birth.
    const born = replaced.filter(({ because }) => because.startsWith('The pod is younger than this: it was made at '));
    const gone = replaced.filter((gap) => !born.includes(gap));
    expect(gone.length).toBeGreaterThan(0);
    for (const { target } of replaced) expect(target).toMatch(/^kubernetes-pods\//);
    for (const { because, evidence } of gone) {
      expect(because).toMatch(/^The pod (api-\S+) is gone; api-\S+ took its place at /);
      expect(evidence[0]?.says).toMatch(/^no pod api-/);
    }
    for (const { evidence } of born) expect(evidence[0]?.says).toMatch(/^pod api-\S+: creationTimestamp /);
  });

  it('nothing else: what was well lost nothing', () => {
    const others = after.gaps.filter(({ cause }) => cause !== 'node-not-ready' && cause !== 'pod-replaced');
    expect(others).toEqual([]);
  });

  it('the Report of the same time has what no scrape saw beside the gaps', () => {
    expect(after.blindSpots.length).toBeGreaterThan(0);
  });
});
