import { describe, expect, it } from 'vitest';
import type { Report } from '../../../shared/report/schema';
import { History } from '../store/history';
import { cardExtras } from './cardExtras';

const MINUTE_MS = 60_000;

function sessionWith(facts: readonly { label: string; value: string }[], numbers: readonly (readonly [atMs: number, value: number])[]) {
  const history = new History();
  for (const [atMs, value] of numbers) history.add('prometheus', { key: 'number', label: 'targets up', unit: 'targets' }, atMs, value);
  return {
    history,
    discovered: [{ id: 'prometheus/monitoring/p', card: 'prometheus' }],
    looks: new Map([['prometheus/monitoring/p', { judgement: { facts } }]]),
  };
}

const report: Pick<Report, 'components'> = {
  components: [
    {
      id: 'prometheus',
      kind: 'prometheus',
      name: 'Prometheus',
      health: 'ok',
      number: { value: 21, unit: 'targets', label: 'of 21 targets up' },
      evidence: [],
    },
  ],
};

describe('cardExtras', () => {
  it('gives the tall card rows that fit: one number each', () => {
    const facts = [
      { label: 'targets up', value: '21 of 21' },
      { label: 'samples rejected since it started', value: '10 sample_duplicate_timestamp' },
      { label: 'slowest scrape', value: '29 ms, cadvisor https://10.0.0.1/metrics/cadvisor' },
      { label: 'alerts firing', value: 'Watchdog, PodCrashLooping' },
    ];
    expect(cardExtras(sessionWith(facts, []), report, 0)[0]?.rows).toEqual([
      { label: 'Targets up', value: '21 of 21' },
      { label: 'Rejected', value: '10' },
      { label: 'Slowest scrape', value: '29 ms' },
      { label: 'Alerts firing', value: '2' },
    ]);
  });

  it('draws the number over the time there is, and nothing from a single point', () => {
    const spark = (numbers: readonly (readonly [number, number])[]) =>
      cardExtras(sessionWith([], numbers), report, 10 * MINUTE_MS)[0]?.spark;
    expect(spark([[5 * MINUTE_MS, 20]])?.values.every((value) => value === 20)).toBe(true);
    const values = spark([
      [0, 10],
      [10 * MINUTE_MS, 20],
    ])?.values;
    expect([values?.[0], values?.at(-1)]).toEqual([10, 20]);
    expect(spark([])).toBeUndefined();
  });

  it('titles the line without the count that changes', () => {
    const spark = cardExtras(
      sessionWith(
        [],
        [
          [0, 1],
          [MINUTE_MS, 2],
        ],
      ),
      report,
      2 * MINUTE_MS,
    )[0]?.spark;
    expect(spark?.label).toBe('targets up');
  });
});
