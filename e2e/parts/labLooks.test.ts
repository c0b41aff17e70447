import { afterEach, describe, expect, it } from 'vitest';
import { labFaults } from '../../electron/demo/faults/labFaults';
import type { Demo } from '../../electron/demo/host';
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

/** For each card where faults begin, the fault that settles soonest; and one that no card shows. */
const CHOSEN: readonly LabFault[] = [
  ...new Map(
    [...labFaults(healthyWorld({ seed: 1, startMs: 0 }))]
      .sort((a, b) => b.settlesSeconds - a.settlesSeconds)
      .map((fault) => [fault.cards[0] ?? '', fault] as const),
  ).values(),
];

/** A healthy demo that was looked at whole, with a count of the looks at each component from a moment on. */
async function healthyDemo() {
  let fromMs = Number.POSITIVE_INFINITY;
  const looks = new Map<string, Set<number>>();
  const fast: FastDemo = await openFastDemo('healthy', SPEED, ({ session }) => {
    for (const [id, { atMs }] of session.looks) if (atMs > fromMs) looks.set(id, (looks.get(id) ?? new Set()).add(atMs));
  });
  closers.push(fast.close);
  fast.session.start();
  await until(() => fast.session.firstWholeLookMs !== undefined && fast.session.listsWholeMs !== undefined && unwell(fast).length === 0);
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

function unwell({ report }: Pick<FastDemo, 'report'>): readonly string[] {
  return report.make().components.flatMap(({ id, health }) => (health === 'broken' || health === 'degraded' ? [`${id} is ${health}`] : []));
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
      const { fast, count, fewest } = await healthyDemo();
      fast.demo.setFault(name, true);
      const settledMs = fast.demo.now() + settlesSeconds * 1_000;
      await until(() => fast.demo.now() >= settledMs);
      count(settledMs);
      await until(() => fewest() >= LOOKS);
      expect(missing(fast)).toEqual([]);
    },
  );

  it('switched off, all is well again two looks after it has settled', async () => {
    const { fast, count, fewest } = await healthyDemo();
    fast.demo.setFaults(['ksm-down', 'metrics-server-down'], true);
    await until(() => unwell(fast).length > 0);
    fast.demo.setFaults(['ksm-down', 'metrics-server-down'], false);
    const settledMs = fast.demo.now() + 90_000;
    await until(() => fast.demo.now() >= settledMs);
    count(settledMs);
    await until(() => fewest() >= LOOKS);
    expect(unwell(fast)).toEqual([]);
  });
});
