import { z } from 'zod';
import type { Endpoint } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import { partialOf } from '../charts/partialAnswer';
import type { ClusterPort } from '../cluster/port';
import { requestAt } from '../probers/requestTo';
import { errorText } from '../session/statusText';

/** The samples of one series as they were kept: no step, no lookback. */
export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly { readonly atMs: number; readonly value: number }[];
}

const Labels = z.record(z.string(), z.string());
const Sample = z.tuple([z.number(), z.string()]);
const Answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  warnings: z.unknown().optional(),
  isPartial: z.unknown().optional(),
  data: z
    .discriminatedUnion('resultType', [
      z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ metric: Labels, values: z.array(Sample).optional() })) }),
      z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: Labels, value: Sample.optional() })) }),
    ])
    .optional(),
});

const PATIENCE_MS = 20_000;
/** A thousand samples are some 30 KiB. */
const MOST_BYTES = 16 << 20;

/**
 * An instant query; with a range selector (`up{...}[1h]`) it gives every sample that was kept (docs/querying/api.md), without
 * one the newest of each series. The error says what failed and what to do; an answer of which a part is missing is one: what it lacks
 * would be taken for what no scrape saw.
 */
export async function askRaw(
  port: Pick<ClusterPort, 'send'>,
  endpoint: Endpoint,
  query: string,
  atMs: number,
  signal: AbortSignal,
): Promise<Result<readonly RawSeries[], AskTrouble>> {
  const parameters = new URLSearchParams({ query, time: String(atMs / 1_000), timeout: '15s' });
  const request = requestAt(endpoint, `/api/v1/query?${parameters.toString()}`);
  const result = await port.send({ ...request, priority: 'screen', maxBytes: MOST_BYTES, timeouts: { firstByte: PATIENCE_MS } }, signal);
  if (result.kind === 'failure') return failed({ says: result.message, remedy: result.remedy });
  if (result.status < 200 || result.status >= 300)
    return failed({ says: `${query} was answered ${result.status}: ${errorText(result)}`, remedy: remedyOf(result.status) });
  return readRaw(result.body);
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403) return 'Ask for the right to read through this proxy: the Access tab of Prometheus names it.';
  return 'Look at the Raw tab of this Prometheus; it is asked again by itself.';
}

export function readRaw(body: Uint8Array): Result<readonly RawSeries[], AskTrouble> {
  const parsed = Answer.safeParse(parsedJson(body));
  const remedy = 'Something else may answer there: look at the Raw tab of this Prometheus.';
  if (!parsed.success) return failed({ says: 'the answer is no answer of a Prometheus', remedy });
  const { status, error, data } = parsed.data;
  if (status !== 'success' || data === undefined) return failed({ says: error ?? `the answer says ${status}`, remedy });
  const partial = partialOf(parsed.data);
  if (partial !== undefined) return failed(partial);
  if (data.resultType === 'vector') return ok(data.result.map(({ metric, value }) => seriesOf(metric, value === undefined ? [] : [value])));
  return ok(data.result.map(({ metric, values = [] }) => seriesOf(metric, values)));
}

function seriesOf(labels: RawSeries['labels'], values: readonly (readonly [number, string])[]): RawSeries {
  return { labels, samples: values.map(([seconds, text]) => ({ atMs: Math.round(seconds * 1_000), value: Number(text) })) };
}

function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
