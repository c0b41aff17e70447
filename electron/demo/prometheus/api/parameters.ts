import { failed, ok, type Result } from '../../../../shared/model/result';
import type { Matcher } from '../../../../shared/promql/matcher';
import { parseQuery } from '../../../../shared/promql/parse';
import { parseDuration } from '../../../../shared/relabel/duration';
import type { DemoAnswer, DemoRequest } from '../../network';
import { apiError, invalidParameter } from './answer';

/** Query and form parameters of a request together, as Go's Request.Form has them. */
export function parametersOf(request: DemoRequest): URLSearchParams {
  if (request.method !== 'POST' || request.body === undefined) return request.query;
  const all = new URLSearchParams(request.body);
  for (const [name, value] of request.query) all.append(name, value);
  return all;
}

/** Unix seconds or RFC 3339, in milliseconds. */
export function timeOf(parameters: URLSearchParams, name: string, fallbackMs?: number): Result<number, DemoAnswer> {
  const text = parameters.get(name) ?? '';
  if (text === '' && fallbackMs !== undefined) return ok(fallbackMs);
  if (/^-?\d+(\.\d*)?(e[-+]?\d+)?$/i.test(text)) return ok(Math.round(Number(text) * 1000));
  const parsed = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(parsed)) return ok(parsed);
  return failed(invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`));
}

/** Seconds or a duration such as "15s", in milliseconds. */
export function stepOf(parameters: URLSearchParams, name: string): Result<number, DemoAnswer> {
  const text = parameters.get(name) ?? '';
  if (/^-?\d+(\.\d*)?(e[-+]?\d+)?$/i.test(text)) return ok(Math.round(Number(text) * 1000));
  const duration = parseDuration(text);
  return duration.ok ? duration : failed(invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`));
}

/** A count; 0 is no limit. */
export function limitOf(parameters: URLSearchParams, name: string, fallback = 0): number {
  const value = Number(parameters.get(name) ?? '');
  return Number.isInteger(value) && parameters.get(name) ? value : fallback;
}

export type Selector = readonly Matcher[];

/** The selectors of match[]; `required` asks for one at least. */
export function selectorsOf(parameters: URLSearchParams, required: boolean): Result<readonly Selector[], DemoAnswer> {
  const selectors: Selector[] = [];
  for (const text of parameters.getAll('match[]')) {
    const selector = selectorOf(text, 'match[]');
    if (!selector.ok) return selector;
    selectors.push(selector.value);
  }
  if (required && selectors.length === 0) return failed(apiError('bad_data', 'no match[] parameter provided'));
  return ok(selectors);
}

export function selectorOf(text: string, name: string): Result<Selector, DemoAnswer> {
  const parsed = parseQuery(text);
  if (!parsed.ok) return failed(invalidParameter(name, parsed.error.message));
  if (parsed.value.kind !== 'selector') return failed(invalidParameter(name, '1:1: parse error: expected a vector selector'));
  return ok(parsed.value.matchers);
}
