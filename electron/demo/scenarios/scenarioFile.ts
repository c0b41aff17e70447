import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { failed, ok, type Result } from '../../../shared/model/result';
import { unknownName } from '../faults/apply';
import { nearest } from '../faults/nearest';
import { FAULTS } from '../faults/table';
import type { ChosenScenario, ScenarioTrouble } from './scenario';
import { ScenarioText, TimedFault } from './scenarioSchema';
import { SCENARIOS, scenarioOf } from './table';
import { overlapping, plannedOf, timedFaults } from './timedFaults';

const REMEDY = 'Correct the line; docs/guide/fault-lab.md shows a whole file, docs/scenario.schema.json says what may stand in it.';

/** Reads a scenario's file; of one that is wrong, the first line that is, and the word. */
export function readScenarioFile(file: string): Result<ChosenScenario, ScenarioTrouble> {
  const name = path.basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed({ says: `the scenario ${file} cannot be read: ${why}`, remedy: 'Name a file that is there and that you may read.' });
  }
  const read = readScenarioText(text);
  if (read.ok) return read;
  const { line, says } = read.error;
  return failed({ says: `${name}, line ${line}: ${says}`, remedy: REMEDY });
}

export interface WrongLine {
  /** From 1. */
  readonly line: number;
  readonly says: string;
}

/** The scenario that a file's text describes. */
export function readScenarioText(text: string): Result<ChosenScenario, WrongLine> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  const [broken] = document.errors;
  if (broken !== undefined)
    return failed({ line: lineAt(Math.min(broken.pos[0], text.trimEnd().length)), says: firstLine(broken.message) });
  const value = plain(document);
  if (!value.ok) return failed({ line: 1, says: value.error });
  const parsed = ScenarioText.safeParse(value.value);
  if (!parsed.success) {
    // A misspelt field is one too many and one too few: the first says what to correct.
    const all = parsed.error.issues.flatMap((issue) => innermost(issue, document));
    const misspelt = all.filter(({ code }) => code === 'unrecognized_keys');
    const issues = misspelt.length > 0 ? misspelt : all;
    return failed(earliest(issues.map((issue) => wrongLine(issue, document, lineAt))));
  }
  const { name, says, faults: written, ...size } = parsed.data;
  const faults = timedFaults(written);
  const lineOf = (at: number): number => lineAt(startOf(document, ['faults', at]));
  const wrong = unknownFaults(faults.map(({ fault }) => fault)).map(({ at, ...rest }) => ({ ...rest, line: lineOf(at) }));
  for (const { at, before } of overlapping(faults))
    wrong.push({ line: lineOf(at), says: `${faults[at]?.fault} is on already then: line ${lineOf(before)}` });
  if (SCENARIOS.some((scenario) => scenario.name === name))
    wrong.push({ line: lineAt(startOf(document, ['name'])), says: `${name} is a scenario of the demo already: choose another name` });
  if (wrong.length > 0) return failed(earliest(wrong));
  return ok({ scenario: scenarioOf({ name, says, ...plannedOf(faults) }), ...size });
}

function unknownFaults(faults: readonly string[]): { at: number; says: string }[] {
  return faults.flatMap((fault, at) =>
    FAULTS.some(({ name }) => name === fault) ? [] : [{ at, says: unknownName('fault', fault, FAULTS) }],
  );
}

/** An alias that grows without end is an error like any other. */
function plain(document: Document.Parsed): Result<unknown, string> {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return ok(value);
  } catch (error) {
    return failed(error instanceof Error ? firstLine(error.message) : 'it cannot be read');
  }
}

/** Of an entry that is neither a name nor a fault with times, what is wrong with the one that it looks like. */
function innermost(issue: z.core.$ZodIssue, document: Document.Parsed): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [asName = [], asTimed = []] = issue.errors;
  const tried = isMap(document.getIn(issue.path, true)) ? asTimed : asName;
  return tried.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
}

function wrongLine(issue: z.core.$ZodIssue, document: Document.Parsed, lineAt: (offset: number) => number): WrongLine {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const isTop = issue.path.length === 0;
    const near = nearest(key, Object.keys((isTop ? ScenarioText : TimedFault).shape));
    const of = isTop ? 'a scenario' : 'a fault';
    return { line: lineAt(keyOf(document, issue.path, key)), says: `"${key}" is no field of ${of}; did you mean "${near}"?` };
  }
  const field = issue.path.join('.');
  const line = lineAt(startOf(document, issue.path));
  if (field === '') return { line, says: 'a scenario is a list of fields: name, says, faults' };
  const isMissing = issue.code === 'invalid_type' && !document.hasIn(issue.path);
  return { line, says: isMissing ? `"${field}" is missing` : `"${field}": ${issue.message}` };
}

/** Where the value at that path begins; what is not there is missing where that begins which it should be in. */
function startOf(document: Document.Parsed, at: readonly PropertyKey[]): number {
  const node = document.getIn(at, true);
  if (isNode(node)) return node.range?.[0] ?? 0;
  return at.length === 0 ? 0 : startOf(document, at.slice(0, -1));
}

function keyOf(document: Document.Parsed, at: readonly PropertyKey[], key: string): number {
  const table = document.getIn(at, true);
  const pair = isMap(table) ? table.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

function earliest(wrong: readonly WrongLine[]): WrongLine {
  return wrong.reduce((first, each) => (each.line < first.line ? each : first));
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
