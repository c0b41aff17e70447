import { describe, expect, it } from 'vitest';
import type { ChartSample } from '../../../shared/model/chart';
import type { Judgement } from '../../../shared/model/judgement';
import { lines, point } from '../probers/chartSamples';
import { History } from '../store/history';
import { rememberLook } from './remember';

const FIRST = { key: 'freshness', title: 'Age', unit: 'seconds', order: 0 };
const SECOND = { key: 'requests', title: 'Requests', unit: 'requests/s', order: 1 };

function judged(samples: readonly ChartSample[], number?: Judgement['number']): Judgement {
  return { health: 'ok', facts: [], hops: [], evidence: [], samples, ...(number ? { number } : {}) };
}

function remembered(
  looks: readonly (readonly [atMs: number, judgement: Judgement])[],
  kept: 'every-chart' | 'first-chart' = 'every-chart',
) {
  const history = new History();
  for (const [atMs, judgement] of looks) rememberLook(history, { id: 'a', atMs, judgement, facts: {}, observations: [] }, kept);
  return history;
}

const values = (history: History, key: string) => history.read('a', key).map(({ value }) => value);

describe('rememberLook', () => {
  it('keeps chart, line and limit with the series', () => {
    const limit = { value: 15, says: 'one interval, 15 s' };
    const history = remembered([[1, judged([...point(FIRST, 3, 1, limit), ...lines(SECOND, [['pods', 2]], 1)])]]);
    expect(history.heads('a')).toEqual([
      { key: 'freshness', label: 'Age', unit: 'seconds', chart: FIRST, limit },
      { key: 'requests/pods', label: 'Requests: pods', unit: 'requests/s', chart: SECOND, line: 'pods' },
    ]);
  });

  it('a line without a number in a look has a gap; one of an answer that is kept has neither gap nor point', () => {
    const kept = lines(SECOND, [['pods', 2]], 10);
    const history = remembered([
      [10, judged([...point(FIRST, 1, 10), ...kept])],
      [20, judged([...point(FIRST, undefined, 20), ...kept])],
      [30, judged([...point(FIRST, 3, 30), ...lines(SECOND, [['pods', 4]], 30)])],
    ]);
    expect(values(history, 'freshness')).toEqual([1, null, 3]);
    expect(values(history, 'requests/pods')).toEqual([2, 4]);
  });

  it('a look that brought nothing is a gap in every series', () => {
    const history = remembered([
      [10, judged([...point(FIRST, 1, 10), ...lines(SECOND, [['pods', 2]], 10)])],
      [20, judged([])],
    ]);
    expect([values(history, 'freshness'), values(history, 'requests/pods')]).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  it('of one among thousands the first chart alone is kept', () => {
    const history = remembered([[10, judged([...point(FIRST, 1, 10), ...lines(SECOND, [['pods', 2]], 10)])]], 'first-chart');
    expect(history.heads('a').map(({ key }) => key)).toEqual(['freshness']);
  });

  it('without charts the number is the series, under a name that does not change with the count', () => {
    const history = remembered([[10, judged([], { value: 21, unit: 'targets', label: 'of 22 targets up' })]]);
    expect(history.heads('a')).toEqual([{ key: 'number', label: 'targets up', unit: 'targets' }]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])('%s is no point', (value) => expect(point(FIRST, value, 1)).toEqual([]));
});
