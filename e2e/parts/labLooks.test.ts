import { afterEach, describe, expect, it } from 'vitest';
import { labFaults } from '../../electron/demo/faults/labFaults';
import { type Demo, startDemo } from '../../electron/demo/host';
import { readScenarioText } from '../../electron/demo/scenarios/scenarioFile';
import { healthyWorld } from '../../electron/demo/world/healthyWorld';
import { systemClock } from '../../electron/engine/clock';
import type { LabFault } from '../../shared/contract/lab';
import { type FastDemo, openFastDemo } from '../support/demoLook';

/** Demo and engine live so much faster than the wall clock: what is waited for is minutes of their time. */
const SPEED = 16;
/** The panel says of each fault that all of it is to be seen so many looks after it has settled. */
const LOOKS = 2;
const POLL_MS = 50;
/** Of real time: only so that a look that never comes ends the test. */
const PATIENCE_MS = 90_000;

const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

/** Between two crashes its card is well, and rightly so. */
const COMES_AND_GOES: readonly string[] = ['app-crashes'];

/** For each card where faults begin, the fault that settles soonest; and one that no card shows. */
const CHOSEN: readonly LabFault[] = [
  ...new Map(
    labFaults(healthyWorld({ seed: 1, startMs: 0 }))
      .filter(({ name }) => !COMES_AND_GOES.includes(name))
      .sort((a, b) => b.settlesSeconds - a.settlesSeconds)
      .map((fault) => [fault.cards[0] ?? '', fault] as const),
  ).values(),
];

/** A healthy demo that was looked at whole, in which the cards of these faults are well, with a count of the looks at each component from a moment on. */
async function healthyDemo(...names: readonly string[]) {
  let fromMs = Number.POSITIVE_INFINITY;
  const looks = new Map<string, Set<number>>();
  const fast: FastDemo = await openFastDemo('healthy', SPEED, ({ session }) => {
    for (const [id, { atMs }] of session.looks) if (atMs > fromMs) looks.set(id, (looks.get(id) ?? new Set()).add(atMs));
  });
  closers.push(fast.close);
  fast.session.start();
  const isSeen = () => fast.session.firstWholeLookMs !== undefined && fast.session.listsWholeMs !== undefined;
  await until(() => isSeen() && unwell(fast, names).length === 0);
  return {
    fast,
    /** Counts from this moment of the demo on. */
    count: (ms: number) => {
      fromMs = ms;
      looks.clear();
    },
    /** How often what was looked at least was looked at. */
    fewest: () => Math.min(...fast.session.discovered.flatMap(({ id }) => (fast.session.looks.has(id) ? [looks.get(id)?.size ?? 0] : []))),
  };
}

async function until(holds: () => boolean): Promise<void> {
  const end = systemClock.monotonic() + PATIENCE_MS;
  while (!holds()) {
    if (systemClock.monotonic() > end) throw new Error('it never came');
    await systemClock.sleep(POLL_MS);
  }
}

/** Cards that these faults break and that are not ok: where time goes fast, others may be said to be read too seldom. */
function unwell({ report, demo }: Pick<FastDemo, 'report' | 'demo'>, names: readonly string[]): readonly string[] {
  const cards = new Set(demo.lab().faults.flatMap((fault) => (names.includes(fault.name) ? fault.cards : [])));
  return report.make().components.flatMap(({ id, health }) => (cards.has(id) && health !== 'ok' ? [`${id} is ${health}`] : []));
}

/** What the panel promises of the faults that are on and does not hold: cards that are well, findings that are not there. */
function missing({ report, demo }: { readonly report: FastDemo['report']; readonly demo: Demo }): readonly string[] {
  const { components, findings } = report.make();
  const health = new Map(components.map((each) => [each.id, each.health]));
  const found = new Set(findings.map(({ rule, subject }) => `${rule} ${subject}`));
  const on = demo.lab().faults.filter((fault) => fault.on);
  return on.flatMap((fault) => [
    ...fault.cards.filter((id) => health.get(id) === 'ok').map((id) => `${fault.name}: ${id} is ok`),
    ...fault.findings
      .map(({ rule, subject }) => `${rule} ${subject}`)
      .flatMap((key) => (found.has(key) ? [] : [`${fault.name}: no ${key}`])),
  ]);
}

describe('a fault of the lab, counted in looks', () => {
  it('faults begin at many cards', () => expect(CHOSEN.length).toBeGreaterThan(10));

  it.each(CHOSEN.map((fault) => [fault.name, fault.settlesSeconds] as const))(
    '%s: the map and the diagnosis have all of it two looks after it has settled',
    async (name, settlesSeconds) => {
      const { fast, count, fewest } = await healthyDemo(name);
      fast.demo.setFault(name, true);
      const settledMs = fast.demo.now() + settlesSeconds * 1_000;
      await until(() => fast.demo.now() >= settledMs);
      count(settledMs);
      await until(() => fewest() >= LOOKS);
      expect(missing(fast)).toEqual([]);
    },
  );

  it('several at one moment: each has what it must cause', async () => {
    const names = ['node-notready', 'ksm-rbac', 'prometheus-drops-cadvisor'];
    const { fast, count, fewest } = await healthyDemo(...names);
    fast.demo.setFaults(names, true);
    const on = fast.demo.lab().faults.filter((fault) => fault.on);
    expect(on.map(({ name }) => name).sort()).toEqual([...names].sort());
    const settledMs = fast.demo.now() + Math.max(...on.map((fault) => fault.settlesSeconds)) * 1_000;
    await until(() => fast.demo.now() >= settledMs);
    count(settledMs);
    await until(() => fewest() >= LOOKS);
    expect(missing(fast)).toEqual([]);
  });

  it('switched off, what they broke is well again two looks after it has settled', async () => {
    const names = ['ksm-down', 'metrics-server-down'];
    const { fast, count, fewest } = await healthyDemo(...names);
    fast.demo.setFaults(names, true);
    await until(() => unwell(fast, names).length > 1);
    fast.demo.setFaults(names, false);
    const settledMs = fast.demo.now() + 90_000;
    await until(() => fast.demo.now() >= settledMs);
    count(settledMs);
    await until(() => fewest() >= LOOKS);
    expect(unwell(fast, names)).toEqual([]);
  });
});

it('what a scenario plans comes and goes by the time of the demo, and is told', async () => {
  const read = readScenarioText(
    'name: mine\nsays: it comes and goes\nfaults:\n  - { fault: ksm-down, for: 40s }\n  - { fault: prometheus-down, after: 1m, for: 1m }\n',
  );
  if (!read.ok) throw new Error(read.error.says);
  const demo = await startDemo({ scenario: read.value.scenario, speed: 20 });
  closers.push(() => demo.close());
  const told: (readonly [fault: string, on: boolean, lateMs: number])[] = [];
  demo.onPlanned(({ fault, on, atMs }) => told.push([fault, on, demo.now() - atMs]));
  const names = () => demo.faults().flatMap(({ name, on }) => (on ? [name] : []));
  const [first, ...others] = demo.planned();
  expect(names()).toEqual(['ksm-down']);
  expect([first, ...others].map((each) => [each?.fault, each?.on])).toEqual([
    ['ksm-down', false],
    ['prometheus-down', true],
    ['prometheus-down', false],
  ]);
  expect(others.map(({ atMs }) => atMs - (first?.atMs ?? 0))).toEqual([20_000, 80_000]);
  await until(() => told.length === 2);
  expect(names()).toEqual(['prometheus-down']);
  expect(demo.planned().length).toBe(1);
  await until(() => told.length === 3);
  expect(names()).toEqual([]);
  expect(told.map(([fault, on]) => [fault, on])).toEqual([
    ['ksm-down', false],
    ['prometheus-down', true],
    ['prometheus-down', false],
  ]);
  // Time goes in steps of a second at most.
  for (const [fault, , lateMs] of told) expect(lateMs, fault).toBeLessThanOrEqual(1_000);
});
