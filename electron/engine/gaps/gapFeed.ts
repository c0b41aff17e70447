import { OWN_LOOKS } from '../../../shared/contract/chart';
import type { FromEngine } from '../../../shared/contract/engine';
import type { GapDetail, GapFrame, GapsIntent, GapsOff } from '../../../shared/contract/gaps';
import type { Endpoint } from '../../../shared/model/component';
import type { AskTrouble } from '../charts/askTrouble';
import { chartSource, type HistorySource, historySources } from '../charts/sources';
import { stretchOf } from '../charts/stretch';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { SampleStore } from '../store/samples/sampleStore';
import { isSetBack, SET_BACK_COST } from './clockSetBack';
import { GapComparing } from './gapComparing';
import { CostAsk, findGap, gapDetail, proveGap, scraperGapDetail } from './gapDetail';
import { GapMemory } from './gapMemory';
import { GapReader, type Reading } from './gapReader';
import { allRows, gapRows, gapStops, usualPace } from './gapRows';
import type { GapSession } from './gapSession';
import { lostDetail, lostHistoryOf, lostStop } from './lostHistory';
import { ownGaps } from './ownGaps';
import type { ScannedGap } from './scan';
import { type SeriesLook, seriesGaps } from './seriesGaps';
import { intervalIn, seriesDetail, seriesRows } from './seriesRows';
import { gapSource, type RawSpan } from './source';

/** What is on the screen is read anew this often. */
const PERIOD_MS = 15_000;
const SHORTEST_AXIS_MS = 60_000;

export interface GapParts {
  readonly session: GapSession;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Clock;
  /** Set where a recording is looked at. */
  readonly replay?: object;
  /** What was read directly; absent: nothing is kept of it. */
  readonly samples?: SampleStore;
}

type State =
  | { readonly state: 'off' }
  | { readonly state: 'on'; readonly intent: GapsIntent; readonly stop: AbortController; reading: boolean; readMs: number; last?: Shown };

type On = Extract<State, { readonly state: 'on' }>;

interface Shown {
  readonly reading: Reading;
  /** The time that the source answered in and has nothing of any more, and the source's name. */
  readonly lost?: { readonly gap: ScannedGap; readonly name: string };
  /** Of the selector that was asked for. */
  readonly series?: { readonly selector: string; readonly looks: readonly SeriesLook[]; readonly trouble?: string };
  readonly reader: GapReader | undefined;
}

/** The gaps of one window: read while its view is open, anew each 15 s while it is live. */
export class GapFeed {
  readonly memory = new GapMemory();
  private now: State = { state: 'off' };
  private readers = new Map<string, { readonly reader: GapReader; readonly costs: CostAsk }>();
  private opened: string | undefined;
  private readonly comparing: GapComparing;

  constructor(
    private readonly parts: GapParts,
    private readonly send: (message: FromEngine) => void,
  ) {
    this.comparing = new GapComparing(parts, send);
  }

  receive(intent: GapsIntent | GapsOff): void {
    const before = this.now;
    if (intent.type === 'gaps-off') {
      this.close();
      return;
    }
    const same =
      before.state === 'on' &&
      JSON.stringify([before.intent.span, before.intent.source, before.intent.series]) ===
        JSON.stringify([intent.span, intent.source, intent.series]);
    if (!same && before.state === 'on') before.stop.abort();
    const inSight = before.state === 'on' && before.intent.inSight.join() === intent.inSight.join();
    this.now = same
      ? { ...before, intent }
      : { state: 'on', intent, stop: new AbortController(), reading: false, readMs: Number.NEGATIVE_INFINITY };
    if (same && this.now.state === 'on' && this.now.last?.reading.counts !== undefined && !inSight)
      this.now.readMs = Number.NEGATIVE_INFINITY;
    this.changed();
    void this.open(intent.open);
  }

  /** After a look, or in time: reads when it is due. */
  changed(): void {
    const { session, clock } = this.parts;
    this.memory.observe(session);
    const { now } = this;
    if (now.state === 'off' || now.reading) return;
    const isFirst = now.readMs === Number.NEGATIVE_INFINITY;
    const isDue = now.intent.span.kind === 'live' && !session.isPaused && clock.now() - now.readMs >= PERIOD_MS;
    if (isFirst || isDue) void this.read(now);
  }

  close(): void {
    if (this.now.state === 'on') this.now.stop.abort();
    this.now = { state: 'off' };
    this.readers = new Map();
    this.comparing.end();
    this.opened = undefined;
  }

  private sources(): readonly HistorySource[] {
    const { session } = this.parts;
    return historySources(session.discovered, session.looks);
  }

  /** The one asked for, else the first that answers, else own looks. Of a recording own looks: what was asked while it was made were not the spans of this page. */
  private chosen(wanted: string | undefined): HistorySource | undefined {
    const sources = this.sources();
    if (wanted === OWN_LOOKS || (wanted === undefined && this.parts.replay !== undefined)) return undefined;
    return sources.find(({ found }) => found.id === wanted) ?? sources.find(({ endpoint }) => endpoint !== undefined);
  }

  private async read(now: On): Promise<void> {
    now.reading = true;
    now.readMs = this.parts.clock.now();
    const { session, clock } = this.parts;
    const source = this.chosen(now.intent.source);
    const span = stretchOf(now.intent.span, clock.now());
    const live = now.intent.span.kind === 'live';
    const asked = { fromMs: span.fromMs, toMs: Math.min(span.toMs, clock.now()) };
    if (source?.endpoint === undefined) {
      this.show(now, { ...asked, live }, source, { reading: { scan: ownGaps(session, asked, clock.now()) }, reader: undefined }, undefined);
    } else {
      const { reader } = this.readerOf(source, source.endpoint);
      const onStep = (done: number, of: number) => {
        if (now.last === undefined && !now.stop.signal.aborted)
          this.show(now, { ...asked, live }, source, undefined, undefined, { done, of });
      };
      const answer = await reader.read(asked, now.intent.inSight, now.stop.signal, onStep);
      if (now.stop.signal.aborted) return;
      const shown = answer.ok
        ? {
            reading: answer.value,
            reader,
            ...this.lostOf(source, answer.value),
            ...(await this.readSeries(now, answer.value, reader, asked)),
          }
        : now.last;
      if (now.stop.signal.aborted) return;
      this.show(now, { ...asked, live }, source, shown, answer.ok ? partly(answer.value.partial) : answer.error);
    }
    this.finish(now);
  }

  private lostOf(source: HistorySource, { scan }: Reading): Pick<Shown, 'lost'> {
    const gap = lostHistoryOf(scan, source, this.parts.session, this.parts.clock.now());
    return gap === undefined ? {} : { lost: { gap, name: chartSource(source).name } };
  }

  private async readSeries(now: On, { scan }: Reading, reader: GapReader, span: RawSpan): Promise<Pick<Shown, 'series'>> {
    const selector = now.intent.series?.trim() ?? '';
    if (selector === '') return {};
    const { session, clock } = this.parts;
    const intervalOf = intervalIn(scan, usualPace(scan).intervalMs ?? PERIOD_MS);
    const ask = { source: reader.source, selector, span, intervalOf, offsetMs: session.clockOffsetMs, nowMs: () => clock.now() };
    const looks = await seriesGaps(ask, now.stop.signal);
    const trouble = looks.ok ? looks.value.partial : looks.error;
    const told = trouble === undefined ? {} : { trouble: `${trouble.says}. ${trouble.remedy}` };
    return { series: { selector, looks: looks.ok ? looks.value.looks : [], ...told } };
  }

  /** An intent that came meanwhile has another state; what was read is of both. */
  private finish(now: On): void {
    const current = this.now;
    if (current.state !== 'on' || current.stop !== now.stop) return;
    current.reading = false;
    if (now.last !== undefined) current.last = now.last;
    void this.open(current.intent.open);
  }

  private readerOf(history: HistorySource, endpoint: Endpoint) {
    const { session, port, clock } = this.parts;
    const { id } = history.found;
    const kept = this.readers.get(id);
    if (kept !== undefined) return kept;
    const source = gapSource(port, endpoint, chartSource(history).name, session.clockOffsetMs);
    const nowMs = () => clock.now();
    const reader = new GapReader({
      source,
      session,
      memory: this.memory,
      nowMs,
      history: () => this.sources().find(({ found }) => found.id === id) ?? history,
    });
    const made = { reader, costs: new CostAsk(reader, session, port, nowMs) };
    this.readers.set(id, made);
    return made;
  }

  private show(
    now: On,
    span: Pick<GapFrame, 'fromMs' | 'toMs' | 'live'>,
    source: HistorySource | undefined,
    shown: Shown | undefined,
    trouble: GapFrame['trouble'],
    asked?: GapFrame['asked'],
  ): void {
    if (shown !== undefined) now.last = shown;
    const scan = shown?.reading.scan;
    const isOwn = source?.endpoint === undefined;
    const frame: GapFrame = {
      ...sinceItBegan(span, shown?.lost?.gap.fromMs ?? scan?.beganMs),
      source: isOwn ? OWN_LOOKS : source.found.id,
      sourceName: isOwn ? 'own looks' : chartSource(source).name,
      sources: this.sources().map(chartSource),
      ...(scan?.beganMs === undefined ? {} : { beganMs: scan.beganMs }),
      rows: scan === undefined ? [] : allRows(gapRows(scan), shown?.reading.counts, scan),
      stops: scan === undefined ? [] : [...(shown?.lost === undefined ? [] : [lostStop(shown.lost.gap, scan)]), ...gapStops(scan)],
      ...(scan === undefined ? {} : usualPace(scan)),
      ...seriesOf(shown, span),
      ...(asked === undefined ? {} : { asked }),
      ...(trouble === undefined ? {} : { trouble }),
    };
    this.send({ type: 'gaps', frame });
  }

  /** Sends what is known at once, and proof and cost as they come. */
  private async open(id: string | null): Promise<void> {
    const { now } = this;
    if (now.state === 'off' || now.last === undefined) return;
    if (id === null) {
      if (this.opened !== undefined) this.send({ type: 'gap', gap: null });
      this.opened = undefined;
      this.comparing.end();
      return;
    }
    const ofSeries = seriesDetail(now.last.series?.looks ?? [], id);
    if (ofSeries !== undefined) {
      this.opened = id;
      this.send({ type: 'gap', gap: ofSeries });
      this.comparing.ofSeries(ofSeries, now.last, now.intent.compare, now.stop.signal);
      return;
    }
    const ofScraper = scraperDetail(now.last, id);
    if (ofScraper !== undefined) {
      this.comparing.end();
      if (this.opened !== id) this.send({ type: 'gap', gap: ofScraper });
      this.opened = id;
      return;
    }
    const found = findGap(now.last.reading.scan, id);
    const isAgain = this.opened === id;
    if (found === undefined) return;
    this.comparing.ofTarget(found, now.last, now.intent.compare, now.stop.signal);
    if (isAgain) return;
    this.opened = id;
    const detail = gapDetail(found);
    this.send({ type: 'gap', gap: detail });
    const { reader } = now.last;
    const kept = [...this.readers.values()].find((each) => each.reader === reader);
    if (reader === undefined || kept === undefined) return;
    const proof = await proveGap(found, reader, this.parts.session, now.stop.signal);
    const cost = await kept.costs.costOf(found, now.stop.signal);
    if (this.opened === id) this.send({ type: 'gap', gap: { ...detail, ...proof, cost } });
  }
}

/** A stop that is no target's: all that is known of it is known at once. */
function scraperDetail({ lost, reading, reader }: Shown, id: string): GapDetail | undefined {
  if (lost?.gap.id === id) return lostDetail(lost.gap, lost.name);
  const gap = reading.scan.stops.map((stop) => stop.gap).find((each) => each.id === id && isSetBack(each));
  return gap === undefined ? undefined : scraperGapDetail(gap, reader?.source.name ?? '', SET_BACK_COST);
}

const partly = (partial: AskTrouble | undefined): GapFrame['trouble'] =>
  partial === undefined ? undefined : { ...partial, partial: true };

function seriesOf(shown: Shown | undefined, span: Pick<GapFrame, 'fromMs' | 'toMs'>): Pick<GapFrame, 'series'> {
  if (shown?.series === undefined) return {};
  const { selector, looks, trouble } = shown.series;
  return { series: { selector, rows: seriesRows(looks, span), ...(trouble === undefined ? {} : { trouble }) } };
}

/** While less is kept than the range is long, the axis begins with it: a minute must not be a dot in an hour. */
function sinceItBegan(
  span: Pick<GapFrame, 'fromMs' | 'toMs' | 'live'>,
  beganMs: number | undefined,
): Pick<GapFrame, 'fromMs' | 'toMs' | 'live'> {
  return beganMs === undefined || !span.live ? span : { ...span, fromMs: Math.min(beganMs, span.toMs - SHORTEST_AXIS_MS) };
}
