import type { DemoAnswer } from '../../network';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** A place for JSON that is printed already: timestamps and values have a form of their own. */
export interface Printed {
  readonly json: string;
}

export function success(data: unknown): DemoAnswer {
  return { status: 200, headers: JSON_HEADERS, body: `{"status":"success","data":${print(data)}}` };
}

export function printedSuccess({ json }: Printed): DemoAnswer {
  return { status: 200, headers: JSON_HEADERS, body: `{"status":"success","data":${json}}` };
}

export type ErrorType = 'bad_data' | 'execution' | 'timeout' | 'canceled' | 'internal' | 'unavailable' | 'not_found';

const STATUS: Readonly<Record<ErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  canceled: 499,
  internal: 500,
  unavailable: 503,
  not_found: 404,
};

export function apiError(errorType: ErrorType, error: string): DemoAnswer {
  return { status: STATUS[errorType], headers: JSON_HEADERS, body: print({ status: 'error', errorType, error }) };
}

export function invalidParameter(name: string, problem: string): DemoAnswer {
  return apiError('bad_data', `invalid parameter ${JSON.stringify(name)}: ${problem}`);
}

export function plain(status: number, body: string): DemoAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** Go escapes <, > and & in JSON. */
export function print(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
}

/** RFC 3339 with as many digits of a second as there are; Go's zero time for never. */
export function goTime(timeMs: number | undefined): string {
  if (timeMs === undefined) return '0001-01-01T00:00:00Z';
  return new Date(Math.round(timeMs)).toISOString().replace(/\.?0*Z$/, 'Z');
}
