import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../electron/engine/clock';
import type { Session } from '../../electron/engine/session/session';
import type { ChartTable } from '../../shared/model/chart';
import { CHARTS } from '../../shared/model/charts';
import { COMPONENT_KINDS, type ComponentKind, type Discovered } from '../../shared/model/component';
import { openFastDemo } from '../support/demoLook';

/** Demo and engine run this much faster than the wall clock: rates of what is asked each minute need two minutes. */
const SPEED = 4;
/** Of real time. */
const PATIENCE_MS = 100_000;

/** What the healthy demo has none of. */
const NOT_THERE: readonly ComponentKind[] = ['external-adapter', 'opentelemetry-collector', 'pushgateway'];
/** Charts of metrics that the kube-apiserver's proxy, which passes no credentials on, is refused: 403, as of the real ones. */
const REFUSED: Readonly<Partial<Record<ComponentKind, readonly string[]>>> = {
  'metrics-server': ['requests', 'duration', 'points'],
  'prometheus-adapter': ['requests'],
};

const charted: readonly (readonly [ComponentKind, NonNullable<ChartTable[ComponentKind]>])[] = COMPONENT_KINDS.flatMap((kind) => {
  const charts = CHARTS[kind];
  return charts && !NOT_THERE.includes(kind) ? [[kind, charts] as const] : [];
});
let close: () => Promise<void>;
let session: Session;

beforeAll(async () => {
  const fast = await openFastDemo('healthy', SPEED);
  close = fast.close;
  session = fast.session;
  session.start();
  const end = systemClock.monotonic() + PATIENCE_MS;
  while (systemClock.monotonic() < end && charted.some(([kind]) => missing(kind).length > 0)) await systemClock.sleep(500);
});

afterAll(() => close());

function members(kind: ComponentKind): readonly Discovered[] {
  return session.discovered.filter((found) => found.kind === kind);
}

/** "ID CHART" of each declared chart of each member that never had a number; charts that are refused left out. */
function missing(kind: ComponentKind): string[] {
  const declared = (CHARTS[kind] ?? []).map(({ key }) => key).filter((key) => !REFUSED[kind]?.includes(key));
  const found = members(kind);
  if (found.length === 0) return [`no ${kind}`];
  return found.flatMap(({ id }) => {
    const heads = session.history.heads(id).filter(({ key }) => session.history.read(id, key).some(({ value }) => value !== null));
    const drawn = new Set(heads.map(({ chart }) => chart?.key));
    return declared.filter((key) => !drawn.has(key)).map((key) => `${id} ${key}`);
  });
}

/** The raw answer that the last look at a component read by this name. */
function raw(kind: ComponentKind, name: string): string {
  const [found] = members(kind);
  const seen = found && session.looks.get(found.id)?.observations.find((each) => each.name === name)?.observation;
  const kept = seen?.answerId === undefined ? undefined : session.answers.get(seen.answerId);
  return kept ? new TextDecoder().decode(kept.body) : '';
}

function last(kind: ComponentKind, key: string): number | null | undefined {
  const [found] = members(kind);
  return found && session.history.read(found.id, key).at(-1)?.value;
}

describe('charts over the healthy demo, looked at over HTTPS', () => {
  it.each(charted)('every chart of %s gets a number', (kind) => expect(missing(kind)).toEqual([]));

  it('the kinds that the demo has none of are those that are left out', () => {
    for (const kind of NOT_THERE) expect(members(kind)).toEqual([]);
  });

  it.each(Object.keys(REFUSED).map((kind) => [kind]))('%s refuses its own metrics to the proxy', (name) => {
    const found = session.discovered.filter(({ kind }) => kind === name);
    const seen = found.flatMap(({ id }) => session.looks.get(id)?.observations ?? []).filter((each) => each.name === 'metrics');
    expect(seen.map(({ observation }) => [observation.state, observation.status])).toEqual([['denied', 403]]);
  });

  it.each<[ComponentKind, string, string, RegExp]>([
    ['kubelet', 'metrics', 'pods/running', /^kubelet_running_pods (\S+)$/m],
    ['kube-apiserver', 'metrics', 'memory', /^process_resident_memory_bytes (\S+)$/m],
    ['prometheus', 'counters', 'series', /^prometheus_tsdb_head_series (\S+)$/m],
    ['node-exporter', 'metrics', 'load/1 min', /^node_load1 (\S+)$/m],
  ])('%s: the last point is what its raw answer says', (kind, answer, key, line) => {
    const [, value] = line.exec(raw(kind, answer)) ?? [];
    expect(last(kind, key)).toBe(Number(value));
  });

  it('a series belongs to one chart, of its own unit, and lines of a chart have names of their own', () => {
    for (const { id, kind } of session.discovered) {
      const heads = session.history.heads(id).filter(({ chart }) => chart !== undefined);
      expect(new Set(heads.map(({ key }) => key)).size).toBe(heads.length);
      expect(new Set(heads.map(({ chart, line }) => `${chart?.key} ${line}`)).size).toBe(heads.length);
      for (const { chart, unit } of heads) expect(unit, `${kind} ${chart?.key}`).toBe(chart?.unit);
    }
  });
});
