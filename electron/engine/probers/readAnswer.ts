import type { z } from 'zod';
import type { Exposition } from '../../../shared/exposition/parse';
import { parseExposition } from '../../../shared/exposition/parse';
import type { PortAnswer } from '../cluster/port';
import type { Parsed } from './prober';

/** Parsers for Looker.get: an answer becomes a value, or a sentence that says why it cannot be one. */

/** The body as text. An HTML page and bytes that are not UTF-8 are refused. */
export function readText(answer: PortAnswer): Parsed<string> {
  if ((answer.headers['content-type'] ?? '').includes('text/html'))
    return { ok: false, error: 'an HTML page: a proxy or login page stands before it' };
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(answer.body) };
  } catch {
    return { ok: false, error: 'the bytes are not UTF-8 text' };
  }
}

/** The body as JSON of the given shape; unknown fields are ignored. */
export function readJson<T>(shape: z.ZodType<T>): (answer: PortAnswer) => Parsed<T> {
  return (answer) => {
    const text = readText(answer);
    if (!text.ok) return text;
    let value: unknown;
    try {
      value = JSON.parse(text.value);
    } catch (error) {
      return { ok: false, error: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
    const parsed = shape.safeParse(value);
    if (parsed.success) return { ok: true, value: parsed.data };
    const issue = parsed.error.issues[0];
    return { ok: false, error: `unexpected JSON at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'does not fit'}` };
  };
}

/** The body as an exposition in the format that its Content-Type names. */
export function readExposition(answer: PortAnswer): Parsed<Exposition> {
  const text = readText(answer);
  if (!text.ok) return text;
  const format = (answer.headers['content-type'] ?? '').includes('application/openmetrics-text') ? 'openmetrics' : 'text';
  const parsed = parseExposition(answer.body, format);
  if (parsed.ok) return { ok: true, value: parsed.value };
  const { line, column, message } = parsed.error;
  return { ok: false, error: `line ${line}, column ${column}: ${message}`, line };
}
