import { exposition } from '../../endpoints/answers';
import { goNumber, labelSet } from '../../endpoints/goNumber';
import type { DemoAnswer } from '../../network';
import { plain } from './answer';
import { selectorsOf } from './parameters';
import type { ApiState } from './state';

/** How far back /federate looks for a sample: the query lookback. */
const LOOKBACK_MS = 300_000;

/** /federate?match[]=: the last sample of each matching series, as untyped text with its timestamp. */
export function federate(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const selectors = selectorsOf(parameters, false);
  if (!selectors.ok) return plain(400, 'bad match[]: it must be a series selector\n');
  const lines = new Map<string, string[]>();
  for (const series of new Set(selectors.value.flatMap((selector) => state.head.select(selector)))) {
    const point = series.latest(state.nowMs, LOOKBACK_MS);
    if (point === undefined) continue;
    const { __name__: name = '', ...labels } = { ...state.config.externalLabels, ...series.labels };
    const line = `${name}${labelSet(labels)} ${goNumber(point.value)} ${point.timeMs}\n`;
    lines.set(name, [...(lines.get(name) ?? []), line]);
  }
  const names = [...lines.keys()].sort();
  return exposition(names.map((name) => `# TYPE ${name} untyped\n${lines.get(name)?.join('')}`).join(''));
}
