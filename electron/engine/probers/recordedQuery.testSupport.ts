import { z } from 'zod';
import { arrayStorage } from '../../../shared/promql/arrayStorage';
import { queryInstant } from '../../../shared/promql/evaluate';

const Recorded = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

/** What Prometheus would have answered to another query over samples that it answered with. */
export function answerQuery(samples: Uint8Array, path: string): Uint8Array {
  const { result } = Recorded.parse(JSON.parse(new TextDecoder().decode(samples))).data;
  const query = new URL(path, 'http://prometheus').searchParams.get('query') ?? '';
  const atMs = Math.max(...result.map((row) => row.value[0])) * 1000;
  const storage = arrayStorage(
    result.map(({ metric, value }) => ({ labels: metric, timesMs: [value[0] * 1000], values: [Number(value[1])] })),
  );
  const evaluated = queryInstant(storage, query, atMs);
  if (!evaluated.ok || evaluated.value.kind !== 'vector') throw new Error(`not a query for an instant vector: ${query}`);
  const rows = evaluated.value.samples.map((sample) => ({ metric: sample.labels, value: [atMs / 1000, String(sample.value)] }));
  return new TextEncoder().encode(JSON.stringify({ status: 'success', data: { resultType: 'vector', result: rows } }));
}
