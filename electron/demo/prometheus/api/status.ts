import type { DemoAnswer } from '../../network';
import { printConfig } from '../config/print';
import { goTime, success } from './answer';
import { flagsOf } from './flags';
import { limitOf } from './parameters';
import type { ApiState } from './state';
import { hostnameOf } from './targets';

export function buildinfo(): DemoAnswer {
  return success({ version: '3.10.0', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: 'go1.26.8' });
}

export function configStatus(state: ApiState): DemoAnswer {
  return success({ yaml: printConfig(state.config.raw) });
}

export function flags(state: ApiState): DemoAnswer {
  return success(flagsOf(state.store));
}

export function runtimeinfo(state: ApiState): DemoAnswer {
  return success({
    startTime: goTime(state.startedMs),
    CWD: '/',
    hostname: hostnameOf(state),
    serverTime: goTime(state.nowMs),
    reloadConfigSuccess: state.reload.successful,
    lastConfigTime: goTime(state.reload.atMs - (state.reload.atMs % 1000)),
    corruptionCount: 0,
    goroutineCount: 150 + 4 * state.scraper.targetCount(),
    GOMAXPROCS: 2,
    GOMEMLIMIT: 966367641,
    GOGC: '75',
    GODEBUG: '',
    storageRetention: flagsOf(state.store)['storage.tsdb.retention.time'] ?? '',
  });
}

export function walReplay(): DemoAnswer {
  return success({ min: 0, max: 0, current: 0 });
}

interface Top {
  readonly name: string;
  readonly value: number;
}

function top(counts: ReadonlyMap<string, number>, limit: number): readonly Top[] {
  return [...counts]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => b.value - a.value)
    .slice(0, limit);
}

function add(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** /api/v1/status/tsdb?limit=10 */
export function tsdb(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const byName = new Map<string, number>();
  const byPair = new Map<string, number>();
  const bytes = new Map<string, number>();
  for (const { labels } of state.head.all()) {
    for (const name in labels) {
      const value = labels[name] ?? '';
      if (name === '__name__') add(byName, value);
      add(byPair, `${name}=${value}`);
      add(bytes, name, value.length);
    }
  }
  const values = new Map<string, number>();
  for (const pair of byPair.keys()) add(values, pair.slice(0, pair.indexOf('=')));
  const limit = limitOf(parameters, 'limit', 10);
  const { head } = state;
  const empty = head.seriesCount === 0;
  return success({
    headStats: {
      numSeries: head.seriesCount,
      numLabelPairs: byPair.size,
      chunkCount: head.chunkCount,
      minTime: empty ? 0 : head.minMs,
      maxTime: empty ? 0 : head.maxMs,
    },
    seriesCountByMetricName: top(byName, limit),
    labelValueCountByLabelName: top(values, limit),
    memoryInBytesByLabelName: top(bytes, limit),
    seriesCountByLabelValuePair: top(new Map([...byPair].filter(([pair]) => !pair.startsWith('__name__='))), limit),
  });
}
