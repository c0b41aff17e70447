import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../electron/demo/faults/table';
import { historySources } from '../../electron/engine/charts/sources';
import { systemClock } from '../../electron/engine/clock';
import { GapMemory } from '../../electron/engine/gaps/gapMemory';
import { GapReader } from '../../electron/engine/gaps/gapReader';
import type { SeriesLook } from '../../electron/engine/gaps/seriesGaps';
import { gapSource } from '../../electron/engine/gaps/source';
import { isPrometheusFacts, type PrometheusFacts } from '../../electron/engine/probers/prometheus/facts';
import { wholeReport } from '../../electron/engine/wholeReport';
import type { Report } from '../../shared/report/schema';
import { type LookedAtDemo, lookUntilRight, openDemo } from '../support/demoLook';
import { CAUSE_IN_DEMO } from '../support/gapCauseFaults';
import { seriesOf } from '../support/gapSeries';

/**
 * Causes that the demo's own Prometheus leaves behind in the time before it is looked at, read through the whole engine: what
 * lasts minutes passes there within a second.
 */
type Gap = Report['gaps'][number];

interface Broken extends LookedAtDemo {
  readonly gaps: () => Promise<readonly Gap[]>;
  /** Every series of a selector in Prometheus. */
  readonly series: (selector: string) => Promise<readonly SeriesLook[]>;
}

async function openBroken(faults: readonly string[], livedSeconds: number): Promise<Broken> {
  const lastMs = livedSeconds * 1_000;
  const looked = await openDemo('healthy', lastMs, { faults });
  const { session, port, report: maker, blindSpots } = looked;
  const memory = new GapMemory();
  const gaps = async () => {
    memory.observe(session);
    return (await wholeReport({ session, port, clock: systemClock, memory, maker, blindSpots }, lastMs)).report.gaps;
  };
  const series = (selector: string) => seriesOf({ session, port, clock: systemClock }, selector, lastMs);
  return { ...looked, gaps, series };
}

const errorsOf = ({ targets }: PrometheusFacts) => (targets?.state === 'ok' ? targets.value.map(({ lastError }) => lastError) : []);
const causesOf = (gaps: readonly Gap[], target?: RegExp) =>
  gaps.filter((gap) => (target === undefined ? gap.target === undefined : target.test(gap.target ?? ''))).map(({ cause }) => cause);

describe('causes of gaps in the demo', () => {
  it.each(Object.entries(CAUSE_IN_DEMO))('%s has a fault of the demo, or a reason', (_cause, shown) => {
    if ('fault' in shown) expect(FAULTS.map(({ name }) => name)).toContain(shown.fault);
    else expect('healthy' in shown ? shown.healthy : shown.cannot).not.toBe('');
  });
});

describe('what happens to the scraper', () => {
  let demo: Broken | undefined;
  afterEach(() => demo?.close());

  it.each([
    ['clock-set', 240, 'clock-jumped', /set ahead: it measured 15 s between scrapes all along\.$/],
    ['prometheus-throttled', 320, 'scraper-starved', /did not restart; its container was at its CPU limit in 80 % of the time slices\.$/],
  ])('%s', async (fault, livedSeconds, cause, says) => {
    demo = await openBroken([fault], livedSeconds);
    const { session } = demo;
    const answers = () => historySources(session.discovered, session.looks)[0]?.endpoint !== undefined;
    expect(await lookUntilRight(demo, () => (answers() ? [] : ['no Prometheus answers']))).toEqual([]);
    const stops = (await demo.gaps()).filter(({ target, to }) => target === undefined && to !== undefined);
    expect(stops.length).toBeGreaterThan(0);
    expect(new Set(causesOf(stops))).toEqual(new Set([cause]));
    for (const { because } of stops) expect(because).toMatch(says);
  });
});

describe('what happens on the way to a remote storage', () => {
  let demo: Broken | undefined;
  afterEach(() => demo?.close());

  it('sending is behind: the newest samples are not there yet, of any target', async () => {
    demo = await openBroken(['remote-write-behind'], 320);
    const { session, port } = demo;
    const kept = () => historySources(session.discovered, session.looks).find(({ found }) => found.flavour === 'victoria-metrics');
    expect(await lookUntilRight(demo, () => (kept()?.endpoint === undefined ? ['no VictoriaMetrics answers'] : []))).toEqual([]);
    const [history, nowMs] = [kept(), systemClock.now()];
    if (history?.endpoint === undefined) throw new Error('it does not answer any more');
    const source = gapSource(port, history.endpoint, 'VictoriaMetrics', session.clockOffsetMs);
    const reader = new GapReader({ source, session, memory: new GapMemory(), nowMs: () => nowMs, history: () => history });
    const reading = await reader.read({ fromMs: nowMs - 300_000, toMs: nowMs }, [], new AbortController().signal, () => undefined);
    if (!reading.ok) throw new Error(reading.error.says);
    const open = reading.value.scan.targets.flatMap(({ gaps }) => gaps.filter(({ openAfter }) => openAfter));
    expect(open.length).toBeGreaterThan(10);
    expect(new Set(open.map(({ cause }) => cause))).toEqual(new Set(['remote-behind']));
    for (const { because } of open)
      expect(because).toMatch(/is sent its samples by remote write, which is (2 min \d+ s|1\d\d s) behind\.$/);
  });
});

/** Prometheus is killed once in this time, and again some minutes later. */
const LIVED_S = 600;

describe('what happens to targets and series', () => {
  let demo: Broken;
  let gaps: readonly Gap[] = [];
  const ALL_FAULTS = ['prometheus-oom', 'app-crashes', 'app-own-timestamps', 'app-workers-in-turn', 'prometheus-sample-limit'];
  beforeAll(async () => {
    demo = await openBroken(ALL_FAULTS, LIVED_S);
    const { looks } = demo.session;
    const limited = () =>
      [...looks.values()].some(({ facts }) => isPrometheusFacts(facts) && errorsOf(facts).includes('sample limit exceeded'));
    expect(await lookUntilRight(demo, () => (limited() ? [] : ['no look saw the error of a limit']))).toEqual([]);
    gaps = await demo.gaps();
  });
  afterAll(() => demo.close());

  it('Prometheus is killed for its memory and keeps its data: it restarted', () => {
    expect(causesOf(gaps)).toEqual(['scraper-restarted']);
  });

  it('a limit of its job throws the answers of a target away', () => {
    const all = gaps.filter(({ target = '' }) => target.startsWith('kubelet-resource/'));
    const limited = all.filter(({ to }) => to === undefined);
    expect(limited.map(({ cause }) => cause)).toEqual(['limit-exceeded', 'limit-exceeded', 'limit-exceeded']);
    // Of what ended before it was looked at, no error was seen.
    for (const { because } of all.filter(({ to }) => to !== undefined)) expect(because).toMatch(/what it said then was not seen\.$/);
    for (const { because } of limited) expect(because).toMatch(/thrown away whole: sample limit exceeded\. It had \d+ samples\.$/);
  });

  it('the process behind a target ends and is started again', () => {
    const api = gaps.filter(({ cause, to }) => cause === 'target-restarted' && to !== undefined);
    expect(api.length).toBeGreaterThan(2);
    for (const { target, because } of api) {
      expect(target).toMatch(/^kubernetes-pods\//);
      expect(because).toMatch(/^The process behind it started again at \d\d:\d\d:\d\d UTC\.$/);
    }
  });

  it.each([
    // Where it goes back to a time that it gave before, that is a second value for it.
    ['batch_last_run_seconds', 'rejected', /refused samples in this time: .*\d+ (out of order|a second value for the same time)\.$/],
    ['web_worker_requests_total', 'series-flap', /two label sets in turn: in this gap the samples stand at pid="1[78]"\.$/],
    ['container_cpu_usage_seconds_total{container="web"}', 'producer-slower', /^No gap: who makes this number does so up to 30 s apart/],
  ])('%s: %s', async (selector, cause, says) => {
    const found = (await demo.series(selector)).flatMap((look) => look.gaps).filter((gap) => !gap.openBefore && !gap.openAfter);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map((gap) => gap.cause)).toContain(cause);
    for (const gap of found.filter((each) => each.cause === cause)) expect(gap.because).toMatch(says);
    const others = found.filter((gap) => ![cause, 'unknown', 'scraper-restarted'].includes(gap.cause));
    expect(others.map(({ because }) => because)).toEqual([]);
  });
});
