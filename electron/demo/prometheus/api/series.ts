import { ok, type Result } from '../../../../shared/model/result';
import type { DemoAnswer } from '../../network';
import type { MemorySeries } from '../tsdb/series';
import { success } from './answer';
import { limitOf, selectorsOf, timeOf } from './parameters';
import type { ApiState } from './state';

/** Series that match any of match[] (all where none is given) and have samples between start and end. */
function found(state: ApiState, parameters: URLSearchParams, required: boolean): Result<readonly MemorySeries[], DemoAnswer> {
  const selectors = selectorsOf(parameters, required);
  if (!selectors.ok) return selectors;
  const start = timeOf(parameters, 'start', Number.NEGATIVE_INFINITY);
  if (!start.ok) return start;
  const end = timeOf(parameters, 'end', Number.POSITIVE_INFINITY);
  if (!end.ok) return end;
  const matched =
    selectors.value.length === 0 ? state.head.all() : new Set(selectors.value.flatMap((selector) => state.head.select(selector)));
  const series = [...matched].filter((one) => one.lastMs >= start.value && one.firstMs <= end.value);
  return ok(series);
}

function limited<T>(rows: readonly T[], parameters: URLSearchParams): readonly T[] {
  const limit = limitOf(parameters, 'limit');
  return limit > 0 ? rows.slice(0, limit) : rows;
}

export function series(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const matched = found(state, parameters, true);
  return matched.ok ? success(limited(matched.value, parameters).map(({ labels }) => labels)) : matched.error;
}

export function labelNames(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const matched = found(state, parameters, false);
  if (!matched.ok) return matched.error;
  const names = new Set<string>();
  for (const { labels } of matched.value) for (const name in labels) names.add(name);
  return success(limited([...names].sort(), parameters));
}

export function labelValues(state: ApiState, parameters: URLSearchParams, name: string): DemoAnswer {
  const matched = found(state, parameters, false);
  if (!matched.ok) return matched.error;
  const values = new Set<string>();
  for (const { labels } of matched.value) {
    const value = labels[name];
    if (value !== undefined) values.add(value);
  }
  return success(limited([...values].sort(), parameters));
}
