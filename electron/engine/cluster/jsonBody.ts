import { failed, ok, type Result } from '../../../shared/model/result';
import type { PortAnswer } from './port';
import { isJson, type Json, text } from './strip/fields';

/** The answer's body as a JSON object; the error says what came instead. */
export function jsonBody(answer: PortAnswer): Result<Json, string> {
  let body: string;
  try {
    body = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
  } catch {
    return failed(`${answer.request} answered bytes that are not UTF-8`);
  }
  try {
    const value: unknown = JSON.parse(body);
    return isJson(value) ? ok(value) : failed(`${answer.request} answered JSON that is not an object`);
  } catch {
    const html = /^\s*<(!doctype|html)/i.test(body);
    return failed(
      `${answer.request} answered ${html ? "an HTML page, as a proxy's error or login page" : 'text that is not JSON'} (status ${answer.status})`,
    );
  }
}

/** The message of a Status object, or the beginning of the text: for a sentence about an answer that is no success. */
export function statusMessage(answer: PortAnswer): string {
  const parsed = jsonBody(answer);
  const message = parsed.ok ? text(parsed.value, 'message') : '';
  return message || new TextDecoder().decode(answer.body.subarray(0, 200)).trim() || `status ${answer.status}`;
}
