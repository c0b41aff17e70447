import type { Result } from '../../../../shared/model/result';
import { typeOf } from '../../../../shared/promql/check';
import { evaluateInstant, queryRange, rangeTypeMessage } from '../../../../shared/promql/evaluate';
import type { Labels } from '../../../../shared/promql/labels';
import { printValue } from '../../../../shared/promql/number';
import { parseQuery, type QueryError } from '../../../../shared/promql/parse';
import type { MatrixSeries, Value } from '../../../../shared/promql/value';
import { parseDuration } from '../../../../shared/relabel/duration';
import type { DemoAnswer } from '../../network';
import { apiError, invalidParameter, print, printedSuccess } from './answer';
import { limitOf, stepOf, timeOf } from './parameters';
import type { QueryState } from './state';

/** Steps of one range query (web/api/v1/api.go). */
const MAX_POINTS = 11_000;

export function query(state: QueryState, parameters: URLSearchParams): DemoAnswer {
  const time = timeOf(parameters, 'time', state.nowMs);
  if (!time.ok) return time.error;
  const lookback = lookbackOf(parameters);
  if (typeof lookback === 'object') return lookback;
  const parsed = parseQuery(parameters.get('query') ?? '');
  if (!parsed.ok) return queryFailure(parsed.error);
  const answer = evaluateInstant(state.head, parsed.value, time.value, { lookbackMs: lookback, defaultStepMs: state.evaluationIntervalMs });
  if (!answer.ok) return queryFailure(answer.error);
  return printedSuccess({ json: printResult(answer.value, time.value, limitOf(parameters, 'limit')) });
}

export function queryRangeAnswer(state: QueryState, parameters: URLSearchParams): DemoAnswer {
  const start = timeOf(parameters, 'start');
  if (!start.ok) return start.error;
  const end = timeOf(parameters, 'end');
  if (!end.ok) return end.error;
  if (end.value < start.value) return invalidParameter('end', 'end timestamp must not be before start time');
  const step = stepOf(parameters, 'step');
  if (!step.ok) return step.error;
  if (step.value <= 0)
    return invalidParameter('step', 'zero or negative query resolution step widths are not accepted. Try a positive integer');
  if ((end.value - start.value) / step.value > MAX_POINTS) {
    return apiError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const lookback = lookbackOf(parameters);
  if (typeof lookback === 'object') return lookback;
  return rangeAnswer(state, parameters, { startMs: start.value, endMs: end.value, stepMs: step.value }, lookback);
}

function rangeAnswer(
  state: QueryState,
  parameters: URLSearchParams,
  range: { startMs: number; endMs: number; stepMs: number },
  lookbackMs: number | undefined,
): DemoAnswer {
  const text = parameters.get('query') ?? '';
  const parsed = parseQuery(text);
  if (!parsed.ok) return queryFailure(parsed.error);
  const type = typeOf(parsed.value);
  if (type === 'string' || type === 'matrix') return invalidParameter('query', rangeTypeMessage(type));
  const answer: Result<readonly MatrixSeries[], QueryError> = queryRange(state.head, text, range, {
    lookbackMs,
    defaultStepMs: state.evaluationIntervalMs,
  });
  if (!answer.ok) return queryFailure(answer.error);
  return printedSuccess({
    json: `{"resultType":"matrix","result":[${limited(answer.value, limitOf(parameters, 'limit')).map(matrixRow).join(',')}]}`,
  });
}

function lookbackOf(parameters: URLSearchParams): number | undefined | DemoAnswer {
  const text = parameters.get('lookback_delta');
  if (text === null || text === '') return undefined;
  const duration = parseDuration(text);
  return duration.ok ? duration.value : apiError('bad_data', `error parsing lookback delta duration: ${duration.error}`);
}

/** What Prometheus refuses is bad_data; what it would evaluate and this does not is an execution error, never a wrong number. */
export function queryFailure(error: QueryError): DemoAnswer {
  return error.kind === 'parse' ? invalidParameter('query', error.message) : apiError('execution', error.message);
}

function limited<T>(rows: readonly T[], limit: number): readonly T[] {
  return limit > 0 ? rows.slice(0, limit) : rows;
}

function printResult(value: Value, timeMs: number, limit: number): string {
  switch (value.kind) {
    case 'scalar':
      return `{"resultType":"scalar","result":${point(timeMs, value.value)}}`;
    case 'string':
      return `{"resultType":"string","result":[${seconds(timeMs)},${print(value.value)}]}`;
    case 'vector': {
      const rows = limited(value.samples, limit).map(
        (sample) => `{"metric":${printMetric(sample.labels)},"value":${point(timeMs, sample.value)}}`,
      );
      return `{"resultType":"vector","result":[${rows.join(',')}]}`;
    }
    default:
      return `{"resultType":"matrix","result":[${limited(value.series, limit).map(matrixRow).join(',')}]}`;
  }
}

function matrixRow(series: MatrixSeries): string {
  let values = '';
  for (let i = 0; i < series.values.length; i++)
    values += `${i === 0 ? '' : ','}${point(series.timesMs[i] ?? 0, series.values[i] ?? Number.NaN)}`;
  return `{"metric":${printMetric(series.labels)},"values":[${values}]}`;
}

function point(timeMs: number, value: number): string {
  return `[${seconds(timeMs)},"${printValue(value)}"]`;
}

/** 1795267062.100: three digits, or none. */
function seconds(timeMs: number): string {
  return timeMs % 1000 === 0 ? String(timeMs / 1000) : (timeMs / 1000).toFixed(3);
}

function printMetric(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return `{${names.map((name) => `${print(name)}:${print(labels[name])}`).join(',')}}`;
}
