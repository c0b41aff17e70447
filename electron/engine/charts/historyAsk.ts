import { downsample } from '../../../shared/analysis/series/downsample';
import type { Stretch } from '../../../shared/analysis/series/gaps';
import type { AskedChart } from '../../../shared/contract/chart';
import type { SeriesData } from '../../../shared/contract/engine';
import { ok, type Result } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { AskTrouble } from './askTrouble';
import type { Grid, Matrix, MatrixLine } from './matrix';
import { LINE_POINTS } from './ownLooks';
import type { ChartQuery, LineQuery, Writer } from './query';

/** Queries under way at once: the source has others to serve. */
const AT_ONCE = 3;
/** Lines of one chart that go to the window, the largest first; it draws seven and the others together. */
const MOST_LINES = 40;

export interface HistoryParts {
  readonly clock: Clock;
  readonly ask: (query: string, grid: Grid, signal: AbortSignal) => Promise<Result<Matrix, AskTrouble>>;
  readonly onChange: () => void;
}

/** What is asked: which charts over which stretch, with which writer of queries. */
export interface HistoryWanted {
  readonly queries: readonly ChartQuery[];
  readonly writer: Writer;
  readonly stretch: Stretch;
  readonly offsetMs: number;
  /** What stands on the charts: "Prometheus monitoring/k8s". */
  readonly source: string;
}

interface Chart {
  readonly query: ChartQuery;
  readonly lines: readonly LineQuery[];
  state: AskedChart['state'];
  series: readonly SeriesData[];
}

interface Answered {
  readonly series: readonly SeriesData[];
  readonly partial?: AskTrouble;
}

/** One round of questions to a source: all charts of a selection over one stretch. */
export class HistoryAsk {
  private readonly charts: Chart[];
  private stop = new AbortController();
  private running = 0;

  /** `before`: the round whose lines are shown until these come in. */
  constructor(
    private readonly parts: HistoryParts,
    private readonly wanted: HistoryWanted,
    before?: HistoryAsk,
  ) {
    this.charts = wanted.queries.map((query) => {
      const old = before?.charts.find((each) => each.query.head.key === query.head.key);
      return { query, lines: query.lines(wanted.writer), state: nextState(old?.state), series: old?.series ?? [] };
    });
  }

  get done(): boolean {
    return this.running === 0 && this.charts.every(({ state }) => state.state !== 'waiting' && state.state !== 'asking');
  }

  get series(): readonly SeriesData[] {
    return this.charts.flatMap((chart) => chart.series);
  }

  get asked(): AskedChart[] {
    return this.charts.map(({ query: { head }, lines, state }) => ({ ...head, queries: lines.map(({ query }) => query), state }));
  }

  /** Asks what is still to be asked, a few at a time. */
  start(): void {
    while (this.running < AT_ONCE) {
      const chart = this.charts.find(({ state }) => state.state === 'waiting');
      if (!chart) return;
      void this.askChart(chart, this.stop.signal);
    }
  }

  /** Ends the queries under way; what has come in stays. */
  cancel(): void {
    this.stop.abort();
    this.stop = new AbortController();
    for (const chart of this.charts)
      if (chart.state.state === 'waiting' || chart.state.state === 'asking') chart.state = { state: 'cancelled' };
  }

  /** Asks again what was cancelled or failed. */
  again(): void {
    for (const chart of this.charts)
      if (chart.state.state === 'cancelled' || chart.state.state === 'failed') chart.state = { state: 'waiting' };
    this.start();
  }

  private async askChart(chart: Chart, signal: AbortSignal): Promise<void> {
    this.running += 1;
    chart.state = { state: 'asking', sinceMs: this.parts.clock.now() };
    this.parts.onChange();
    const answer = await this.answerOf(chart, signal);
    this.running -= 1;
    // What was cancelled may have been asked anew meanwhile: it had to wait for this.
    if (!signal.aborted) {
      if (answer.ok) chart.series = answer.value.series;
      chart.state = answer.ok ? readyBy(answer.value) : { state: 'failed', ...answer.error };
    }
    this.parts.onChange();
    this.start();
  }

  /** Its queries one after the other; the first that fails ends it. */
  private async answerOf({ query, lines }: Chart, signal: AbortSignal): Promise<Result<Answered, AskTrouble>> {
    const series: SeriesData[] = [];
    let partial: AskTrouble | undefined;
    for (const line of lines) {
      const answer = await this.parts.ask(line.query, this.grid(), signal);
      if (!answer.ok) return answer;
      series.push(...this.seriesOf(query, line, answer.value.lines));
      partial ??= answer.value.partial;
    }
    return ok({ series, ...(partial && { partial }) });
  }

  private grid(): Grid {
    const { stretch, writer, offsetMs } = this.wanted;
    const stepMs = writer.stepSeconds * 1_000;
    return { startMs: stretch.fromMs, stepMs, count: Math.floor((stretch.toMs - stretch.fromMs) / stepMs) + 1, offsetMs };
  }

  private seriesOf({ head, limit }: ChartQuery, { line }: LineQuery, found: readonly MatrixLine[]): readonly SeriesData[] {
    const { names } = this.wanted.writer.scope;
    const rows = found.filter(({ points, infinite }) => points.length > 0 || infinite > 0);
    return largest(rows).map((row) => {
      const name = line === undefined ? undefined : 'name' in line ? line.name : labelled(row.labels[line.label], names);
      return {
        key: `${this.wanted.source} ${head.key} ${name ?? ''}`,
        label: name === undefined ? head.title : `${head.title}: ${name}`,
        unit: head.unit,
        chart: head,
        ...(name === undefined ? {} : { line: name }),
        ...(limit ? { limit } : {}),
        source: this.wanted.source,
        points: [...downsample(row.points, LINE_POINTS)],
        ...(row.infinite > 0 ? { infinite: row.infinite } : {}),
      };
    });
  }
}

function readyBy({ series, partial }: Answered): AskedChart['state'] {
  return { state: 'ready', lines: series.length, ...(partial && { partial: { ...partial } }) };
}

/** What failed or was cancelled is not asked again by itself: the user sees it and asks. */
function nextState(before: AskedChart['state'] | undefined): AskedChart['state'] {
  return before?.state === 'failed' || before?.state === 'cancelled' ? before : { state: 'waiting' };
}

function labelled(value: string | undefined, names: ReadonlyMap<string, string>): string {
  return value === undefined || value === '' ? 'without a name' : (names.get(value) ?? value);
}

function largest(rows: readonly MatrixLine[]): readonly MatrixLine[] {
  if (rows.length <= MOST_LINES) return rows;
  const highest = ({ points }: MatrixLine) =>
    points.reduce((most, { value }) => Math.max(most, value ?? Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY);
  return [...rows].sort((a, b) => highest(b) - highest(a)).slice(0, MOST_LINES);
}
