import { expect, it } from 'vitest';
import { queryInstant } from '../../../../shared/promql/evaluate';
import { DEFAULT_LIMITS, Head } from '../tsdb/head';
import { sentStorage } from './sentStorage';

const AT = Date.UTC(2026, 10, 21, 12);

function storage(fromSeconds: number, untilSeconds: number) {
  const head = new Head(DEFAULT_LIMITS);
  const series = head.series({ __name__: 'up', job: 'a' });
  if (series === undefined) throw new Error('the head is full');
  for (let s = 0; s <= 300; s += 15) head.append(series, AT + s * 1000, s);
  return sentStorage(head, () => ({ fromMs: AT + fromSeconds * 1000, untilMs: AT + untilSeconds * 1000, labels: { cluster: 'c' } }));
}

it.each([
  ['the newest that was sent', 0, 200, 'up', 300, '195'],
  ['with the labels that it got on the way', 0, 200, 'up{cluster="c"}', 300, '195'],
  ['not under others', 0, 200, 'up{cluster="d"}', 300, undefined],
  ['a lookback counts from the time asked for', 0, 20, 'up', 310, '15'],
  ['and ends', 0, 20, 'up', 330, undefined],
  ['what is between its begin and what was sent', 60, 150, 'count_over_time(up[5m])', 300, '7'],
])('%s', (_name, from, until, query, at, expected) => {
  const answer = queryInstant(storage(from, until), query, AT + at * 1000);
  if (!answer.ok || answer.value.kind !== 'vector') throw new Error('no vector');
  const [first] = answer.value.samples;
  expect(first === undefined ? undefined : String(first.value)).toBe(expected);
});
