import { afterEach, describe, expect, it } from 'vitest';
import { housekeptAt } from '../../electron/demo/world/housekeeping';
import { systemClock } from '../../electron/engine/clock';
import { Arrivals } from '../../electron/engine/trace/arrivals';
import { gatherTrace } from '../../electron/engine/trace/gather';
import { findSubjects } from '../../electron/engine/trace/subjects';
import { Clocks } from '../../electron/engine/trace/traceParts';
import { lagOf, type SeenArrivals } from '../../shared/analysis/trace/lag/lag';
import { lagSpread } from '../../shared/analysis/trace/lag/spread';
import { trace } from '../../shared/analysis/trace/walk';
import { Trace, type TraceQuestion, type TraceSubject } from '../../shared/contract/trace';
import { lookUntilRight, openDemo, openFastDemo } from '../support/demoLook';
import type { LookedAt } from '../support/lookedAt';

/** Simulated: raw samples of more than a dashboard's five minutes, syncs of the HPAs. */
const WARM_UP_MS = 400_000;

const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

interface Expected {
  /** The first subject of that search. */
  readonly of: string;
  readonly metric: string;
  /** Hops with their state where it is not `seen`, in their order. */
  readonly hops: readonly string[];
  readonly verdict: RegExp;
  /** Identities that must hold. */
  readonly holds: readonly string[];
}

const CORE = ['cgroup', 'cadvisor', 'resource', 'metrics-server', 'metrics-api', 'kubectl-top'];
const SAME = ['cadvisor-resource', 'summary-resource'];

async function wrongIn(scenario: string, expected: readonly Expected[]): Promise<readonly string[]> {
  const { session, port, close } = await openDemo(scenario, WARM_UP_MS);
  closers.push(close);
  const clocks = new Clocks();
  return lookUntilRight({ session }, async () => {
    const wrong: string[] = [];
    for (const each of expected) {
      const subject = findSubjects(each.of, session).subjects[0]?.subject;
      if (subject === undefined) wrong.push(`nothing is called ${each.of}`);
      else wrong.push(...(await wrongTrace({ subject, metric: each.metric }, each, { session, port, clock: systemClock }, clocks)));
    }
    return wrong;
  });
}

async function wrongTrace(
  question: TraceQuestion,
  { hops, verdict, holds }: Expected,
  parts: Parameters<typeof gatherTrace>[0],
  clocks: Clocks,
): Promise<readonly string[]> {
  const traced = Trace.parse(trace(await gatherTrace(parts, question, clocks, new AbortController().signal)));
  const states = traced.hops.map(({ hop, state }) => (state === 'seen' ? hop : `${hop} ${state}`));
  const wrong: string[] = [];
  const what = `${question.metric} of ${nameOf(question.subject)}`;
  if (states.join() !== hops.join()) wrong.push(`${what}: ${states.join()}`);
  if (!verdict.test(`${traced.verdict.says} ${traced.verdict.more}`)) wrong.push(`${what}: ${traced.verdict.says} ${traced.verdict.more}`);
  for (const { id, holds: does, says } of traced.identities)
    if (does === 'no' || (does !== 'yes' && holds.includes(id))) wrong.push(`${what}: ${id} ${does}: ${says}`);
  return wrong;
}

function nameOf(subject: TraceSubject): string {
  return subject.name;
}

describe('a number of the demo, at every hop', () => {
  it.each<[string, readonly Expected[]]>([
    [
      'healthy',
      [
        {
          of: 'pod/demo/web-',
          metric: 'cpu',
          hops: [...CORE, 'hpa', 'prometheus', 'rule', 'dashboard'],
          verdict: /^kubectl top says \d+m, the dashboard says /,
          holds: [...SAME, 'served-rate'],
        },
        {
          of: 'pod/demo/web-',
          metric: 'memory',
          hops: [...CORE, 'prometheus', 'dashboard'],
          verdict: /^kubectl top says \d+Mi, the dashboard says .*MiB/,
          holds: SAME,
        },
        { of: 'node/', metric: 'cpu', hops: [...CORE, 'prometheus', 'dashboard'], verdict: /^kubectl top says/, holds: SAME },
        {
          of: 'pod/demo/worker-',
          metric: 'http_requests_per_second',
          hops: ['prometheus', 'adapter', 'custom-metric', 'hpa'],
          verdict: /^custom metric says [\d.]+, HPA worker-requests says [\d.]+/,
          holds: ['adapter-query'],
        },
        {
          of: 'pod/demo/web-',
          metric: 'kube_pod_status_phase',
          hops: ['exposed', 'prometheus'],
          verdict: /^Prometheus says 1\. $/,
          holds: ['exposed-sample'],
        },
        {
          of: 'node/',
          metric: 'kube_node_status_condition',
          hops: ['exposed', 'prometheus'],
          verdict: /^Prometheus says \d+\. $/,
          holds: [],
        },
      ],
    ],
    [
      'metrics-server-down',
      [
        {
          of: 'pod/demo/web-',
          metric: 'cpu',
          hops: [
            ...['cgroup', 'cadvisor', 'resource', 'metrics-server failed', 'metrics-api failed', 'kubectl-top failed', 'hpa failed'],
            ...['prometheus', 'rule', 'dashboard'],
          ],
          verdict: /goes around metrics-server, Metrics API, kubectl top and HPA web-cpu/,
          holds: SAME,
        },
      ],
    ],
  ])('%s', async (scenario, expected) => expect(await wrongIn(scenario, expected)).toEqual([]), 120_000);
});

/** The demo's own: its seed, the longest between two housekeepings, metrics-server's resolution. */
const SEED = 20_260_101;
/** A node is its root cgroup. */
const ROOT = '/';
const HOUSEKEEPING_MS = 20_800;
const RESOLUTION_MS = 15_000;
const SCRAPE_MS = 15_000;
const SYNC_MS = 15_000;
const SPEED = 6;
/** Of real time. */
const PATIENCE_MS = 75_000;
const EDGES = 6;

/** Watches what arrives until a stage saw enough of it: of the simulated time, looked at as the window does. */
async function watched(find: (session: LookedAt['session']) => TraceQuestion | undefined, isEnough: (seen: SeenArrivals) => boolean) {
  const { session, port, clock, close } = await openFastDemo('healthy', SPEED);
  closers.push(close);
  let question: TraceQuestion | undefined;
  await lookUntilRight({ session }, () => {
    question = find(session);
    return question === undefined ? ['nothing to follow'] : [];
  });
  if (question === undefined) throw new Error('nothing to follow');
  const clocks = new Clocks();
  const parts = { session, port, clock };
  const arrivals = new Arrivals(parts, question, clocks);
  const { signal } = new AbortController();
  const untilMs = systemClock.monotonic() + PATIENCE_MS;
  let scene = await gatherTrace(parts, question, clocks, signal);
  while (!isEnough(arrivals.seen(scene)) && systemClock.monotonic() < untilMs) {
    await arrivals.look(signal);
    await clock.sleep(arrivals.periodMs);
  }
  // Its clocks know more by now.
  scene = await gatherTrace(parts, question, clocks, signal);
  return { scene, seen: arrivals.seen(scene), lag: lagOf(scene, trace(scene).hops, arrivals.seen(scene)), node: question.subject.name };
}

const countOf = ({ stages }: SeenArrivals, stage: number): number => stages[stage]?.arrivals.length ?? 0;

it('a change of the demo takes as long to the Metrics API as the demo makes it wait', async () => {
  const { scene, seen, node } = await watched(
    ({ inventory }) => inventory.nodes[0] && { subject: { kind: 'node', name: inventory.nodes[0].name }, metric: 'cpu' },
    (all) => countOf(all, 0) > EDGES,
  );
  const arrived = seen.stages[0]?.arrivals ?? [];
  const spread = lagSpread(arrived);
  if (spread === undefined) throw new Error(`${arrived.length} arrivals were seen`);
  const uncertainMs = spread.withinMs + seen.withinMs;
  expect(spread.edges).toBeGreaterThanOrEqual(EDGES);
  expect(spread.bestMs).toBeGreaterThanOrEqual(0);
  expect(spread.worstMs).toBeLessThanOrEqual(HOUSEKEEPING_MS + RESOLUTION_MS + uncertainMs);
  // Every sample that was seen to arrive was taken when the demo says that the cgroup is read; its time is cut to a second.
  const { offsetMs } = scene.clocks.node;
  const unscheduled = arrived.filter(({ sampleMs }) => {
    const second = Math.floor((sampleMs + offsetMs) / 1000) * 1000;
    return Math.floor(housekeptAt(SEED, node, ROOT, second + 999) / 1000) * 1000 !== second;
  });
  expect(unscheduled).toEqual([]);
}, 150_000);

it("a change of an application's counter waits for the demo's scrape, then for the demo's sync", async () => {
  const { seen, lag } = await watched(
    (session) => {
      const subject = findSubjects('pod/demo/worker-', session).subjects[0]?.subject;
      const isRead = session.inventory.hpas.some(({ name, conditions }) => name === 'worker-requests' && conditions.length > 0);
      return subject !== undefined && isRead ? { subject, metric: 'http_requests_per_second' } : undefined;
    },
    (all) => countOf(all, 0) > EDGES && countOf(all, 1) > 2,
  );
  const [scraped, synced] = seen.stages.map(({ arrivals }) => lagSpread(arrivals));
  if (scraped === undefined || synced === undefined) throw new Error(`seen: ${seen.stages.map(({ arrivals }) => arrivals.length)}`);
  // Prometheus scrapes it every 15 s: all changes between two scrapes arrive with the second.
  const uncertainMs = scraped.withinMs + seen.withinMs;
  expect(scraped.bestMs).toBeLessThanOrEqual(1_000 + uncertainMs);
  expect(Math.abs(scraped.worstMs - scraped.bestMs - SCRAPE_MS)).toBeLessThanOrEqual(2 * uncertainMs);
  expect(Math.abs(scraped.p50Ms - scraped.bestMs - SCRAPE_MS / 2)).toBeLessThanOrEqual(2 * uncertainMs);
  // The HPA reads it at its next sync; one that writes the same number is not seen, and a change waits for the next.
  expect(synced.bestMs).toBeGreaterThanOrEqual(0);
  expect(synced.bestMs).toBeLessThanOrEqual(SYNC_MS + 1_000 + synced.withinMs + seen.withinMs);
  expect(lag.to).toBe('HPA demo/worker-requests');
  expect(lag.measured?.waits.map(({ id }) => id)).toEqual(['next-scrape', 'scrape', 'hpa']);
}, 150_000);
