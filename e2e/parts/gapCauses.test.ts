import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorMemory } from '../../electron/engine/gaps/errorMemory';
import { wholeReport } from '../../electron/engine/wholeReport';
import type { Report } from '../../shared/report/schema';
import { openFastDemo } from '../support/demoLook';

/** Demo and engine run this much faster than the wall clock; minutes are of their time. */
const SPEED = 6;
const MINUTE_MS = 60_000;
const [BEFORE, BROKEN, AFTER] = [2, 3, 3] as const;
/** Shorter than the node controller's patience: the node is never called not ready for it. */
const RESTARTING_MS = 32_000;

type Gap = Report['gaps'][number];

let end: () => Promise<void>;
let beganMs = 0;
/** While the node is away, and when it is back. */
let during: readonly Gap[] = [];
let after: Report;
/** When a kubelet was gone for half a minute, and what was lost since. */
let restartingMs = 0;
let restarted: readonly Gap[] = [];

beforeAll(async () => {
  const errors = new ErrorMemory();
  const fast = await openFastDemo('healthy', SPEED, ({ session }) => errors.observe(session.looks, session.clockOffsetMs));
  const { session, clock, demo, port, report: maker, blindSpots } = fast;
  end = fast.close;
  const report = () => wholeReport({ session, port, clock, errors, maker, blindSpots }, clock.now() - beganMs);
  beganMs = clock.now();
  session.start();
  await clock.sleep(BEFORE * MINUTE_MS);
  demo.setFault('node-notready', true);
  await clock.sleep(BROKEN * MINUTE_MS);
  during = (await report()).report.gaps;
  demo.setFault('node-notready', false);
  await clock.sleep(AFTER * MINUTE_MS);
  after = (await report()).report;
  restartingMs = clock.now();
  demo.setFault('node-notready', true);
  await clock.sleep(RESTARTING_MS);
  demo.setFault('node-notready', false);
  await clock.sleep(2 * MINUTE_MS);
  restarted = (await report()).report.gaps.filter(({ from }) => Date.parse(from) > restartingMs - MINUTE_MS / 2);
}, 420_000);

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

  it('pods of a rollout that were replaced: gone from the list, and what took their place', () => {
    const replaced = after.gaps.filter(({ cause }) => cause === 'pod-replaced');
    expect(replaced.length).toBeGreaterThan(0);
    for (const { because, evidence, target } of replaced) {
      expect(target).toMatch(/^kubernetes-pods\//);
      expect(because).toMatch(/^The pod (api-\S+) is gone; api-\S+ took its place at /);
      expect(evidence[0]?.says).toMatch(/^no pod api-/);
    }
  });

  it('nothing else: what was well lost nothing', () => {
    const others = after.gaps.filter(({ cause }) => cause !== 'node-not-ready' && cause !== 'pod-replaced');
    expect(others).toEqual([]);
  });

  it('the Report of the same time has what no scrape saw beside the gaps', () => {
    expect(after.blindSpots.length).toBeGreaterThan(0);
  });
});
