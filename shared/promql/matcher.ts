import { RE2JS } from 're2js';
import { failed, ok, type Result } from '../model/result';
import type { Labels } from './labels';

export type MatchOp = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  readonly name: string;
  readonly op: MatchOp;
  readonly value: string;
  /** An absent label is tested as the empty value. */
  test(value: string): boolean;
}

const META = /[\\.+*?()[\]{}^$]/;

/** Verdicts kept for each regular expression: RE2 in JavaScript is slow, label values repeat. */
const VERDICTS_KEPT = 10_000;

/** Regular expressions are RE2 and match the whole value. The error is RE2's, in Go's words. */
export function makeMatcher(name: string, op: MatchOp, value: string): Result<Matcher, string> {
  if (op === '=') return ok({ name, op, value, test: (text) => text === value });
  if (op === '!=') return ok({ name, op, value, test: (text) => text !== value });
  const accepts = anchored(value);
  if (!accepts.ok) return accepts;
  return ok({ name, op, value, test: op === '=~' ? accepts.value : (text) => !accepts.value(text) });
}

/** Tests for the regular expression on the whole text. */
function anchored(regex: string): Result<(text: string) => boolean, string> {
  if (!META.test(regex)) {
    const choices = new Set(regex.split('|'));
    return ok((text) => choices.has(text));
  }
  if (regex === '.*') return ok(() => true);
  if (regex === '.+') return ok((text) => text !== '');
  const compiled = compileAnchored(regex);
  if (!compiled.ok) return compiled;
  return ok(remembered((text) => compiled.value.matches(text)));
}

/** `^(?s:REGEX)$`, the way all of Prometheus' matching is compiled. */
export function compileAnchored(regex: string): Result<RE2JS, string> {
  try {
    RE2JS.compile(regex); // alone first: an error must not speak of the anchors
    return ok(RE2JS.compile(`^(?s:${regex})$`));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function remembered(test: (text: string) => boolean): (text: string) => boolean {
  const verdicts = new Map<string, boolean>();
  return (text) => {
    const known = verdicts.get(text);
    if (known !== undefined) return known;
    if (verdicts.size >= VERDICTS_KEPT) verdicts.clear();
    const verdict = test(text);
    verdicts.set(text, verdict);
    return verdict;
  };
}

export function matchesAll(labels: Labels, matchers: readonly Matcher[]): boolean {
  for (const matcher of matchers) if (!matcher.test(labels[matcher.name] ?? '')) return false;
  return true;
}
