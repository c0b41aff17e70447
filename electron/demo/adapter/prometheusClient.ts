import { failed, ok, type Result } from '../../../shared/model/result';
import { isYaml, listOf, objectOf, textOf } from '../prometheus/config/read';
import type { ServiceResolver } from '../prometheus/serviceResolver';
import type { PrometheusSeries } from './naming';

export interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Longer than this and the adapter's client gives up; it sets no time of its own, the API's request has one (60 s). */
const PATIENCE_MS = 60_000;

/** The adapter's HTTP client for Prometheus. Errors are as Go's client words them. */
export class PrometheusClient {
  constructor(
    private readonly resolver: ServiceResolver,
    private readonly baseUrl: string,
  ) {}

  async series(selector: string, startSeconds: number): Promise<Result<readonly PrometheusSeries[], string>> {
    const answer = await this.get('/api/v1/series', new URLSearchParams({ 'match[]': selector, start: String(startSeconds) }));
    if (!answer.ok) return answer;
    return ok(listOf(answer.value).map((entry) => seriesOf(objectOf(entry))));
  }

  /** Rows of a vector. A scalar gives one row without labels; `vector` says which it was. */
  async query(query: string, timeSeconds: number): Promise<Result<{ readonly vector: boolean; readonly rows: readonly Row[] }, string>> {
    const answer = await this.get('/api/v1/query', new URLSearchParams({ query, time: String(timeSeconds) }));
    if (!answer.ok) return answer;
    const { resultType, result } = objectOf(answer.value);
    if (resultType === 'scalar') return ok({ vector: false, rows: [{ labels: {}, value: numberIn(result) }] });
    if (resultType !== 'vector') return failed('encountered an unexpected query result type');
    return ok({
      vector: true,
      rows: listOf(result).map((row) => ({ labels: texts(objectOf(row)['metric']), value: numberIn(objectOf(row)['value']) })),
    });
  }

  private async get(path: string, query: URLSearchParams): Promise<Result<unknown, string>> {
    const url = new URL(this.baseUrl);
    const shown = `Get ${JSON.stringify(`${url.origin}${path}?${query}`)}: `;
    const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
    const connection = this.resolver.dial(url.hostname, port);
    if (connection.kind === 'failed') return failed(shown + connection.error);
    if (connection.kind === 'hangs' || connection.delayMs >= PATIENCE_MS) return failed(`${shown}context deadline exceeded`);
    const prefix = url.pathname.replace(/\/$/, '');
    const answer = await connection.listener.handle({
      method: 'GET',
      path: prefix + path,
      query,
      headers: { 'user-agent': 'Go-http-client/1.1' },
    });
    return read(answer.status, typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8'));
  }
}

function read(status: number, body: string): Result<unknown, string> {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return failed(`bad_response: unknown response code ${status}`);
  }
  if (!isYaml(answer)) return failed(`bad_response: unknown response code ${status}`);
  return answer['status'] === 'success' ? ok(answer['data']) : failed(`${textOf(answer['errorType'])}: ${textOf(answer['error'])}`);
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, text]) => [name, textOf(text)]));
}

function seriesOf(labels: Readonly<Record<string, unknown>>): PrometheusSeries {
  const { __name__: name = '', ...rest } = texts(labels);
  return { name, labels: rest };
}

function numberIn(pair: unknown): number {
  const text = textOf(listOf(pair)[1]);
  return text === '+Inf' ? Number.POSITIVE_INFINITY : text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}
