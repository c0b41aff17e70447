import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Exposition, Sample } from '../../../shared/exposition/exposition';
import { parseExposition } from '../../../shared/exposition/parse';
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

/** Read as Prometheus reads a scrape: text that it would refuse fails the test. */
function parsed(text: string): Exposition {
  const result = parseExposition(text, 'text');
  if (!result.ok) throw new Error(`line ${result.error.line}: ${result.error.message}`);
  return result.value;
}

/** "TYPE help" of each family, in the order of the text. */
export function familiesOf(text: string): Record<string, string> {
  return Object.fromEntries([...parsed(text).families].map(([name, { type, help }]) => [name, `${type ?? ''} ${help ?? ''}`]));
}

/** What a sample looks like, without its values: "name{label,names} timestamped". */
export function shapesOf(text: string): Set<string> {
  const out = new Set<string>();
  for (const sample of samplesOf(text)) {
    out.add(`${sample.name}{${Object.keys(sample.labels).join()}}${sample.timestampMs === undefined ? '' : ' timestamped'}`);
  }
  return out;
}

export function samplesOf(text: string): Sample[] {
  return [...parsed(text).samples()];
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
