import type { Stretch } from '../../../shared/analysis/series/gaps';
import { type ChartFrame, type ChartSpan, OWN_LOOKS } from '../../../shared/contract/chart';
import type { FromEngine, FromRenderer, SeriesData } from '../../../shared/contract/engine';
import type { Endpoint } from '../../../shared/model/component';
import { assertNever } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { LookResult } from '../probers/prober';
import type { Session } from '../session/session';
import { askRange } from './askRange';
import { HistoryAsk } from './historyAsk';
import { ownLooks, ownStepSeconds } from './ownLooks';
import { chartQueries } from './queries';
import { Writer } from './query';
import { type Scope, type Scoped, type Selected, scopeOf, selectedBy } from './scope';
import { chartSource, type HistorySource, historySources } from './sources';
import { onSteps, stepSeconds, stretchOf } from './stretch';

/** A live chart out of a source is asked anew when its step is over, but not more often than this. */
const SHORTEST_PERIOD_MS = 15_000;
const LOOKED_BACK_MS = 15 * 60_000;
const SHORTEST_AXIS_MS = 60_000;
/** A source is asked about a moment that is stayed at so long, not about each that a drag along the strip passes. */
const STAYED_MS = 300;

export interface ChartParts {
  readonly session: Pick<Session, 'discovered' | 'history' | 'clockOffsetMs' | 'isPaused'> & {
    readonly looks: ReadonlyMap<string, Pick<LookResult, 'facts'>>;
  };
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Clock;
}

export type ChartFeedIntent = Extract<FromRenderer, { type: 'chart' | 'chart-cancel' | 'chart-again' }>;

interface Charts {
  readonly series: SeriesData[];
  readonly frame: ChartFrame;
}

interface Round {
  readonly ask: HistoryAsk;
  readonly of: string;
  readonly stepSeconds: number;
  readonly peaks: boolean;
  readonly startedMs: number;
}

/** The charts of what is selected: out of own looks, or out of a Prometheus' history. */
export class ChartFeed {
  private id: string | undefined;
  private span: ChartSpan = { kind: 'live', ms: LOOKED_BACK_MS };
  private source = OWN_LOOKS;
  private round: Round | undefined;
  /** The moment that charts end at, and the one they are to end at; undefined: now. */
  private heldMs: number | undefined;
  private wantedMs: number | undefined;

  private sent = '';

  constructor(
    private readonly parts: ChartParts,
    private readonly send: (message: FromEngine) => void,
  ) {}

  receive(intent: ChartFeedIntent): void {
    switch (intent.type) {
      case 'chart':
        if (intent.source !== this.source) this.leave();
        this.span = intent.span;
        this.source = intent.source;
        break;
      case 'chart-cancel':
        this.round?.ask.cancel();
        break;
      case 'chart-again':
        this.round?.ask.again();
        break;
      default:
        assertNever(intent);
    }
    this.changed();
  }

  /** Other things are shown from now on; null: nothing. */
  select(id: string | null): void {
    this.id = id ?? undefined;
    this.sent = '';
    this.leave();
    this.changed();
  }

  /** Charts end at this moment from now on; undefined: they are live. */
  holdAt(atMs: number | undefined): void {
    if (atMs === this.wantedMs) return;
    this.wantedMs = atMs;
    if (this.source === OWN_LOOKS || atMs === undefined) this.endAt(atMs);
    else
      void this.parts.clock.sleep(STAYED_MS).then(() => {
        if (this.wantedMs === atMs) this.endAt(atMs);
      });
  }

  private endAt(atMs: number | undefined): void {
    this.heldMs = atMs;
    this.changed();
  }

  /** After a look, or when an answer came: sent when there is something new to draw. */
  changed(): void {
    const charts = this.charts();
    const now = charts === undefined ? '' : signature(charts);
    if (charts === undefined || now === this.sent) return;
    this.sent = now;
    this.send({ type: 'series', ...charts });
  }

  close(): void {
    this.id = undefined;
    this.leave();
  }

  /** The charts as of now. A source is asked as far as it is due; what comes in is sent as it comes. */
  private charts(): Charts | undefined {
    const { id } = this;
    if (id === undefined) return undefined;
    const { session, clock } = this.parts;
    const sources = historySources(session.discovered, session.looks);
    const { heldMs } = this;
    const stretch = stretchOf(this.span, clock.now(), heldMs);
    const wholeRange = this.span.kind === 'live';
    const live = wholeRange && heldMs === undefined;
    const held = heldMs === undefined ? {} : { heldMs };
    const base = { id, source: this.source, sources: sources.map(chartSource), ...stretch, live, ...held };
    if (this.source === OWN_LOOKS) {
      const series = [...ownLooks(id, session.discovered, session.history, stretch)];
      const shown = wholeRange ? sinceItBegan(stretch, series) : stretch;
      const began = shown.fromMs > stretch.fromMs ? { beganMs: shown.fromMs } : {};
      return { series, frame: { ...base, ...shown, ...began, stepSeconds: ownStepSeconds(series), peaks: false, asked: [] } };
    }
    const answered = this.askSource(id, sources);
    if ('says' in answered) return { series: [], frame: { ...base, peaks: false, asked: [], trouble: answered } };
    const { ask, stepSeconds: step, peaks } = answered;
    return { series: [...ask.series], frame: { ...base, stepSeconds: step, peaks, asked: ask.asked } };
  }

  private askSource(id: string, sources: readonly HistorySource[]): Round | { readonly says: string; readonly remedy: string } {
    const source = sources.find(({ found }) => found.id === this.source);
    if (!source) return { says: 'This Prometheus is no longer there.', remedy: 'Choose own looks or another source.' };
    const { name } = chartSource(source);
    const { endpoint } = source;
    if (endpoint === undefined)
      return {
        says: `${name} cannot be asked: ${source.says ?? 'no way in'}.`,
        remedy: 'Own looks go on; it is asked as soon as it answers.',
      };
    const { discovered } = this.parts.session;
    const selected = selectedBy(id, discovered);
    if (!selected || chartQueries(selected.kind).length === 0)
      return { says: 'No Prometheus keeps numbers of this.', remedy: 'Choose own looks.' };
    const scoped = scopeOf(selected, source, discovered);
    if (scoped.state === 'not-scraped') return notScraped(name, scoped);
    return this.roundOf(id, selected, scoped.scope, { endpoint, name });
  }

  private roundOf(id: string, selected: Selected, scope: Scope, way: { readonly endpoint: Endpoint; readonly name: string }): Round {
    const nowMs = this.parts.clock.now();
    const offsetMs = this.parts.session.clockOffsetMs;
    const asked = stretchOf(this.span, nowMs, this.heldMs);
    const step = stepSeconds(asked.toMs - asked.fromMs, scope.scrapeSeconds);
    const of = JSON.stringify([id, this.source, this.span, this.heldMs, scope.matchers, step]);
    const { round } = this;
    if (round?.of === of && !this.isDue(round)) return round;
    round?.ask.cancel();
    const writer = new Writer(scope, step);
    const serverMs = { fromMs: asked.fromMs + offsetMs, toMs: Math.min(asked.toMs, nowMs) + offsetMs };
    const ask = new HistoryAsk(
      {
        clock: this.parts.clock,
        ask: (query, grid, signal) => askRange(this.parts.port, way.endpoint, query, grid, signal),
        onChange: () => this.changed(),
      },
      { queries: chartQueries(selected.kind), writer, stretch: onSteps(serverMs, step), offsetMs, source: way.name },
      round?.of === of ? round.ask : undefined,
    );
    this.round = { ask, of, stepSeconds: step, peaks: writer.peaks, startedMs: nowMs };
    ask.start();
    return this.round;
  }

  private isDue({ ask, startedMs, stepSeconds: step }: Round): boolean {
    const { session, clock } = this.parts;
    if (this.span.kind === 'fixed' || this.heldMs !== undefined || session.isPaused || !ask.done) return false;
    return clock.now() - startedMs >= Math.max(SHORTEST_PERIOD_MS, step * 1_000);
  }

  private leave(): void {
    this.round?.ask.cancel();
    this.round = undefined;
  }
}

/** While the history is shorter than the range the axis begins with it: a line of a minute must not be a dot in a day. */
function sinceItBegan({ fromMs, toMs }: Stretch, series: readonly SeriesData[]): Stretch {
  const firstMs = Math.min(...series.flatMap(({ points }) => points[0]?.atMs ?? []));
  return { fromMs: Math.max(fromMs, Math.min(firstMs, toMs - SHORTEST_AXIS_MS)), toMs };
}

function notScraped(name: string, { of }: Extract<Scoped, { state: 'not-scraped' }>) {
  return {
    says: `${name} does not scrape this: none of its ${of} targets is one of it.`,
    remedy: 'Choose own looks; to have its history, add it to the scrape configuration.',
  };
}

/** What a chart is drawn from, shortly: the same text draws the same. */
function signature({ series, frame }: Charts): string {
  const lines = series.map(({ key, points }) => [key, points.length, points[0]?.atMs, points[points.length - 1]?.atMs]);
  return JSON.stringify([frame, lines]);
}
