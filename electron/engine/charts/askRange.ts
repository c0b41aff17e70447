import type { Endpoint } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { ClusterPort, PortAnswer } from '../cluster/port';
import { requestAt } from '../probers/requestTo';
import { errorText } from '../session/statusText';
import type { AskTrouble } from './askTrouble';
import { type Grid, type Matrix, readMatrix } from './matrix';
import { GIVE_A_TENANT, wantsTenant } from './tenant';

/** What Prometheus itself gives up after, and how much longer we wait for its answer. */
export const QUERY_TIMEOUT_SECONDS = 60;
const PATIENCE_MS = 75_000;
/** 12 lines of 2,200 points are 0.6 MiB. */
const MOST_BYTES = 24 << 20;

/** One range query, by the way in that the prober uses. Nothing of it is kept: a proof is never an answer to it. */
export async function askRange(
  port: Pick<ClusterPort, 'send'>,
  endpoint: Endpoint,
  query: string,
  grid: Grid,
  signal: AbortSignal,
): Promise<Result<Matrix, AskTrouble>> {
  const parameters = new URLSearchParams({
    query,
    start: String(grid.startMs / 1_000),
    end: String((grid.startMs + (grid.count - 1) * grid.stepMs) / 1_000),
    step: String(grid.stepMs / 1_000),
    timeout: `${QUERY_TIMEOUT_SECONDS}s`,
  });
  const answer = await askApi(port, endpoint, `/api/v1/query_range?${parameters.toString()}`, signal);
  if (!answer.ok) return answer;
  const matrix = readMatrix(answer.value.body, grid);
  return matrix.ok ? matrix : failed(notPrometheus(matrix.error));
}

/** One request to the API of a Prometheus by that way in, with its patience; what is not 2xx is trouble with what to do about it. */
export async function askApi(
  port: Pick<ClusterPort, 'send'>,
  endpoint: Endpoint,
  path: string,
  signal: AbortSignal,
): Promise<Result<PortAnswer, AskTrouble>> {
  const result = await port.send(
    { ...requestAt(endpoint, path), priority: 'screen', maxBytes: MOST_BYTES, timeouts: { firstByte: PATIENCE_MS } },
    signal,
  );
  if (result.kind === 'failure') return failed({ says: result.message, remedy: result.remedy });
  if (result.status < 200 || result.status >= 300) {
    const text = errorText(result);
    return failed({ says: `${result.status}: ${text}`, remedy: remedyOf(result.status, text) });
  }
  return ok(result);
}

/** The trouble of an answer that is no Prometheus'. */
export function notPrometheus(says: string): AskTrouble {
  return { says, remedy: 'Something else may answer there: look at the Raw tab of this Prometheus.' };
}

function remedyOf(status: number, text: string): string {
  if (wantsTenant(status, text)) return `It serves several tenants: ${GIVE_A_TENANT}.`;
  if (status === 401 || status === 403) return 'Ask for the right to read through this proxy: the Access tab of Prometheus names it.';
  if (status === 422) return 'The query is too much for it, or it cannot be worked out: take a shorter range.';
  if (status === 503 || status === 504) return 'It gave up, or is overloaded: take a shorter range, or own looks.';
  return 'Take a shorter range, or own looks; the query stands in the table behind the chart.';
}
