import type { ChartHead, ChartLimit } from '../../../shared/model/chart';
import type { Scope } from './scope';

/** One query of a chart; its lines are told apart by a label, or it is the one line of that name. */
export interface LineQuery {
  readonly query: string;
  readonly line: { readonly label: string } | { readonly name: string } | undefined;
}

/** A chart as it is asked of a source. */
export interface ChartQuery {
  readonly head: ChartHead;
  readonly lines: (write: Writer) => readonly LineQuery[];
  readonly limit?: ChartLimit;
}

/** More members than this are drawn as highest, middle and lowest: nobody tells 5,000 lines apart, and no source should work them out. */
const MANY_MEMBERS = 16;

/** Writes PromQL for one scope and step. */
export class Writer {
  /** Four scrapes at least, so that one that was lost leaves no hole; the whole step, so that nothing between two points is lost. */
  readonly window: string;

  constructor(
    readonly scope: Scope,
    readonly stepSeconds: number,
  ) {
    this.window = `[${Math.max(4 * scope.scrapeSeconds, stepSeconds + scope.scrapeSeconds)}s]`;
  }

  /** Steps are longer than scrapes: a gauge is then the highest value of its step. */
  get peaks(): boolean {
    return this.stepSeconds > 2 * this.scope.scrapeSeconds;
  }

  /** The series of a metric that belong to the scope. */
  series(metric: string, ...more: readonly string[]): string {
    const matchers = [...this.scope.matchers, ...more].join(',');
    return matchers === '' ? metric : `${metric}{${matchers}}`;
  }

  rate(metric: string, ...more: readonly string[]): string {
    return `rate(${this.series(metric, ...more)}${this.window})`;
  }

  high(metric: string, ...more: readonly string[]): string {
    return this.over('max_over_time', this.series(metric, ...more));
  }

  low(metric: string, ...more: readonly string[]): string {
    return this.over('min_over_time', this.series(metric, ...more));
  }

  private over(fold: string, series: string): string {
    return this.peaks ? `${fold}(${series}[${this.stepSeconds}s])` : series;
  }

  /** A histogram's quantile by labels. */
  quantile(quantile: number, metric: string, by: readonly string[], ...more: readonly string[]): string {
    return `histogram_quantile(${quantile}, sum by (${[...by, 'le'].join(', ')}) (${this.rate(`${metric}_bucket`, ...more)}))`;
  }

  /** A line for each instance where there are few, else the highest, the middle and the lowest of them. */
  each(byInstance: string): readonly LineQuery[] {
    if (this.scope.members <= MANY_MEMBERS) return [{ query: byInstance, line: { label: 'instance' } }];
    return [
      { query: `max(${byInstance})`, line: { name: 'highest' } },
      { query: `quantile(0.5, ${byInstance})`, line: { name: 'middle' } },
      { query: `min(${byInstance})`, line: { name: 'lowest' } },
    ];
  }
}

/** One line without a name. */
export function alone(query: string): readonly LineQuery[] {
  return [{ query, line: undefined }];
}

/** A line for each value of a label. */
export function by(label: string, query: string): readonly LineQuery[] {
  return [{ query, line: { label } }];
}

/** Lines with names of their own. */
export function named(queries: Readonly<Record<string, string>>): readonly LineQuery[] {
  return Object.entries(queries).map(([name, query]) => ({ query, line: { name } }));
}
