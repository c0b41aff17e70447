import { fieldLines, type JsonField } from '../../../shared/json/fieldLines';
import { laidOut } from '../../../shared/json/layOut';
import type { Evidence } from '../../../shared/model/observation';
import type { AnswerStore, KeptAnswer } from '../store/answers';
import { SHOWN_BYTES } from './answerText';

/** Marks that anybody steps through; a family of thousands of series is searched instead. */
const MOST_LINES = 50;
const NEWLINE = 10;

/** Lines are looked for once in each answer. */
const known = new WeakMap<KeptAnswer, Map<string, readonly number[]>>();

/** The lines of a kept answer (from 1) on which samples of that name stand, the first 50. */
export function sampleLines(kept: KeptAnswer, name: string): readonly number[] {
  const lines = known.get(kept) ?? new Map<string, readonly number[]>();
  known.set(kept, lines);
  const before = lines.get(name);
  if (before !== undefined) return before;
  const found = findLines(kept.body, name);
  lines.set(name, found);
  return found;
}

function findLines(body: Uint8Array, name: string): readonly number[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const found: number[] = [];
  let line = 1;
  let counted = 0;
  for (let at = bytes.indexOf(name); at !== -1 && found.length < MOST_LINES; at = bytes.indexOf(name, at + name.length)) {
    const isStart = at === 0 || bytes[at - 1] === NEWLINE;
    if (!isStart || !endsName(bytes[at + name.length])) continue;
    for (let end = bytes.indexOf(NEWLINE, counted); end !== -1 && end < at; end = bytes.indexOf(NEWLINE, counted)) {
      line += 1;
      counted = end + 1;
    }
    found.push(line);
  }
  return found;
}

/** A blank, a tab or a brace: not the beginning of a longer name. */
function endsName(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x7b;
}

/** The text of a JSON answer as the window shows it; undefined where it is none, or is too long to be laid out. */
function shownJson({ body, contentType }: KeptAnswer): string | undefined {
  if (contentType?.includes('json') !== true || body.byteLength > SHOWN_BYTES) return undefined;
  const text = new TextDecoder().decode(body);
  const laid = laidOut(text, contentType);
  if (laid !== undefined) return laid;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}

/** The last answer looked into: its facts come one after the other. */
let lastShown: { readonly kept: KeptAnswer; readonly json: ReturnType<typeof shownJson> } | undefined;

function jsonOf(kept: KeptAnswer): ReturnType<typeof shownJson> {
  if (lastShown?.kept !== kept) lastShown = { kept, json: shownJson(kept) };
  return lastShown.json;
}

/** The lines, as shown, of the fields of a JSON answer, the first 50. */
function linesOfFields(kept: KeptAnswer, fields: readonly JsonField[]): readonly number[] {
  const lines = known.get(kept) ?? new Map<string, readonly number[]>();
  known.set(kept, lines);
  const key = JSON.stringify(fields);
  const before = lines.get(key);
  if (before !== undefined) return before;
  const json = jsonOf(kept);
  const found = json === undefined ? [] : fieldLines(json, fields, MOST_LINES);
  lines.set(key, found);
  return found;
}

/** The proof with the line of the first sample or field that shows it, where its answer is kept and has one. */
export function withLine(evidence: Evidence, answers: Pick<AnswerStore, 'get'>): Evidence {
  const line = evidence.line ?? linesOf(evidence, answers)[0];
  return line === undefined ? evidence : { ...evidence, line };
}

/** Every line that a proof stands on, as the window numbers them. */
export function linesOf(evidence: Evidence, answers: Pick<AnswerStore, 'get'>): readonly number[] {
  if (evidence.line !== undefined) return [evidence.line];
  const kept = evidence.answerId === undefined ? undefined : answers.get(evidence.answerId);
  if (kept === undefined) return [];
  const samples = (evidence.shows ?? []).flatMap((name) => sampleLines(kept, name));
  const fields = evidence.fields === undefined ? [] : linesOfFields(kept, evidence.fields);
  return [...samples, ...fields].sort((a, b) => a - b);
}
