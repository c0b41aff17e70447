import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DemoAnswer, DemoRequest, DemoUser } from '../network';
import { knownDifferences } from './knownDifferences';

/** A recording of e2e/fixtures/endpoints as text. */
export function recorded(name: string): string {
  const bytes = readFileSync(new URL(`../../../e2e/fixtures/endpoints/${name}`, import.meta.url));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

export interface RecordedAnswer {
  readonly request: string;
  readonly as: string;
  readonly status: number;
  readonly contentType: string;
  readonly body?: string;
}

export function recordedAnswers(name: string): readonly RecordedAnswer[] {
  const parsed: unknown = JSON.parse(recorded(name));
  return Array.isArray(parsed) ? parsed : [];
}

/** "TYPE help" of each family, in the order of the text. */
export function familiesOf(text: string): Record<string, string> {
  const helps = new Map<string, string>();
  const out: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
    if (kind === 'HELP') helps.set(name, rest);
    else if (kind === 'TYPE') out[name] = `${rest} ${helps.get(name) ?? ''}`;
  }
  return out;
}

/** What a sample looks like, without its values: "name{label,names} timestamped". */
export function shapesOf(text: string): Set<string> {
  const out = new Set<string>();
  for (const sample of samplesOf(text)) {
    out.add(`${sample.name}{${Object.keys(sample.labels).join()}}${sample.timestampMs === undefined ? '' : ' timestamped'}`);
  }
  return out;
}

export interface TestSample {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly value: number;
  readonly timestampMs?: number;
}

export function samplesOf(text: string): TestSample[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: (\d+))?$/.exec(line);
    if (match === null || line.startsWith('#')) return [];
    const [, name = '', inner = '', value = '', stamp] = match;
    const labels = Object.fromEntries([...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]));
    const number = value === '+Inf' ? Infinity : Number(value);
    return [{ name, labels, value: number, ...(stamp === undefined ? {} : { timestampMs: Number(stamp) }) }];
  });
}

export const admin: DemoUser = { name: 'kubernetes-admin', groups: ['system:masters'] };

/** A request as the server hands it over: path and query apart. */
export function get(pathAndQuery: string, changes: Partial<DemoRequest> = {}): DemoRequest {
  const [path = '/', query = ''] = pathAndQuery.split('?');
  return { method: 'GET', path, query: new URLSearchParams(query), headers: {}, user: admin, ...changes };
}

export function bodyOf(answer: DemoAnswer): string {
  return typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
}

/** Shapes on one side alone that the table of known differences does not excuse. */
export function surprises(endpoint: string, text: string, file: string): string[] {
  const theirs = shapesOf(recorded(file));
  const ours = shapesOf(text);
  const excused = new Map(
    knownDifferences
      .filter((known) => known.endpoint === endpoint && known.side !== 'otherwise')
      .map((known) => [`${known.side}: ${known.what}`, known.reason]),
  );
  const found = [
    ...[...theirs].filter((shape) => !ours.has(shape)).map((shape) => `only recorded: ${shape}`),
    ...[...ours].filter((shape) => !theirs.has(shape)).map((shape) => `only demo: ${shape}`),
  ];
  return [
    ...found.filter((difference) => !excused.has(difference)),
    ...[...excused.keys()].filter((key) => !found.includes(key)).map((key) => `no longer: ${key}`),
  ];
}
