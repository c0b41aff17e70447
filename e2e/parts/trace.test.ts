import { afterEach, describe, expect, it } from 'vitest';
import { housekeptAt } from '../../electron/demo/world/housekeeping';
import { systemClock } from '../../electron/engine/clock';
import { Arrivals } from '../../electron/engine/trace/arrivals';
import { gatherTrace } from '../../electron/engine/trace/gather';
import { findSubjects } from '../../electron/engine/trace/subjects';
import { Clocks } from '../../electron/engine/trace/traceParts';
import { lagSpread } from '../../shared/analysis/trace/lag/spread';
import { trace } from '../../shared/analysis/trace/walk';
import { Trace, type TraceQuestion, type TraceSubject } from '../../shared/contract/trace';
import { lookUntilRight, openDemo, openFastDemo } from '../support/demoLook';

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
const SPEED = 6;
/** Of real time. */
const PATIENCE_MS = 75_000;
const EDGES = 6;

it('a change of the demo takes as long to the Metrics API as the demo makes it wait', async () => {
  const { session, port, clock, close } = await openFastDemo('healthy', SPEED);
  closers.push(close);
  await lookUntilRight({ session }, () => (session.inventory.nodes.length > 0 ? [] : ['no node']));
  const node = session.inventory.nodes[0]?.name ?? '';
  const question = { subject: { kind: 'node', name: node }, metric: 'cpu' } as const;
  const clocks = new Clocks();
  const parts = { session, port, clock };
  const arrivals = new Arrivals(parts, question, clocks);
  const signal = new AbortController().signal;
  const scene = await gatherTrace(parts, question, clocks, signal);
  const seen = () => arrivals.seen(scene).stages[0]?.arrivals ?? [];
  const untilMs = systemClock.monotonic() + PATIENCE_MS;
  while (seen().length <= EDGES && systemClock.monotonic() < untilMs) {
    await arrivals.look(signal);
    await clock.sleep(arrivals.periodMs);
  }
  const spread = lagSpread(seen());
  if (spread === undefined) throw new Error(`${seen().length} arrivals were seen`);
  const uncertainMs = spread.withinMs + arrivals.seen(scene).withinMs;
  expect(spread.edges).toBeGreaterThanOrEqual(EDGES);
  expect(spread.bestMs).toBeGreaterThanOrEqual(0);
  expect(spread.worstMs).toBeLessThanOrEqual(HOUSEKEEPING_MS + RESOLUTION_MS + uncertainMs);
  // Every sample that was seen to arrive was taken when the demo says that the cgroup is read; its time is cut to a second.
  const { offsetMs } = scene.clocks.node;
  const unscheduled = seen().filter(({ sampleMs }) => {
    const second = Math.floor((sampleMs + offsetMs) / 1000) * 1000;
    return Math.floor(housekeptAt(SEED, node, ROOT, second + 999) / 1000) * 1000 !== second;
  });
  expect(unscheduled).toEqual([]);
}, 150_000);
