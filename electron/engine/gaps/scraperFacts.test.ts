import { expect, it } from 'vitest';
import { type ScraperFacts, scraperScene } from './scraperFacts';

const GAP = { fromMs: 100_000, toMs: 280_000, intervalMs: 60_000 };
const NAME = 'prometheus_target_interval_length_seconds';

function facts(interval: string): ScraperFacts {
  const row = (end: string, values: readonly number[]) => ({
    labels: { __name__: `${NAME}_${end}`, interval },
    timesMs: [100_000, 280_000, 340_000],
    values,
  });
  return { name: 'p', series: [row('sum', [600, 780, 840]), row('count', [10, 11, 12])], evidence: [], startsMs: [], offsetMs: 0 };
}

it.each<[string, string, number, object | undefined]>([
  ['as Go prints a minute', '1m0s', 60_000, { seconds: 240, count: 2 }],
  ['a minute that was learnt from samples', '1m0s', 59_988, { seconds: 240, count: 2 }],
  ['not each target has been scraped again', '1m0s', 60_012, undefined],
  ['seconds', '15s', 15_000, { seconds: 240, count: 2 }],
  ['of targets with another interval', '15s', 60_000, undefined],
  ['no duration', '', 60_000, undefined],
])('intervals that the scraper measured: %s', (_name, label, intervalMs, expected) => {
  expect(scraperScene(facts(label), { ...GAP, intervalMs }).lengths).toEqual(expected);
});
