import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ChartHead } from '../../../shared/model/chart';
import { lookOnce, NOW, type OneLook, type Reply } from './oneLook.testSupport';
import type { LookResult, Prober } from './prober';

const FIXTURES = new URL('../../../e2e/fixtures/', import.meta.url);

/** A recorded answer: "charts/metrics-server.txt.gz". */
export function recorded(path: string): string {
  const bytes = readFileSync(new URL(path, FIXTURES));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Values of the lines that match, as written behind the series; a timestamp behind them is left out. */
export function grep(text: string, pattern: RegExp): number[] {
  const values = text.split('\n').filter((line) => !line.startsWith('#') && pattern.test(line));
  return values.map((line) => Number(/(?:\}|^[^\s{]+) (\S+)/.exec(line)?.[1]));
}

/** The value of the one line that matches. */
export function one(text: string, pattern: RegExp): number {
  const values = grep(text, pattern);
  if (values.length !== 1 || values[0] === undefined) throw new Error(`${values.length} lines match ${pattern}`);
  return values[0];
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The text with these series grown by so much; each must be there. */
export function grown(text: string, by: Readonly<Record<string, number>>): string {
  let now = text;
  for (const [series, more] of Object.entries(by)) {
    const at = now.indexOf(`\n${series} `);
    if (at < 0) throw new Error(`no series ${series}`);
    const from = at + series.length + 2;
    const end = now.indexOf('\n', from);
    now = `${now.slice(0, from)}${Number(now.slice(from, end)) + more}${now.slice(end)}`;
  }
  return now;
}

export type Replies = Readonly<Record<string, Reply>>;

/** A look, and another one so many seconds later. */
export async function lookTwice(
  prober: Prober,
  given: OneLook & { readonly found: { readonly id: string } },
  replies: readonly [Replies, Replies],
  seconds: number,
): Promise<readonly [LookResult, LookResult]> {
  const first = await lookOnce(prober, { ...given, replies: replies[0], nowMs: NOW });
  const facts = { ...given.facts, [given.found.id]: first.facts };
  const second = await lookOnce(prober, { ...given, replies: replies[1], facts, nowMs: NOW + seconds * 1000 });
  return [first, second];
}

/** The lines of one chart: "" for a chart with one. */
export function linesOf({ judgement }: LookResult, chart: ChartHead): Record<string, number> {
  const own = judgement.samples.filter((sample) => sample.chart?.key === chart.key);
  for (const { unit, key, line } of own) {
    if (unit !== chart.unit) throw new Error(`${key} is in ${unit}, its chart in ${chart.unit}`);
    if (key !== (line === undefined ? chart.key : `${chart.key}/${line}`)) throw new Error(`${key} is not named by its chart and line`);
  }
  return Object.fromEntries(own.map(({ line = '', value }) => [line, value]));
}

/** The numbers alike to nine digits, whatever the order in which they were added up. */
export function rounded(lines: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(lines).map(([line, value]) => [line, Number(value.toPrecision(9))]));
}
