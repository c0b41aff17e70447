import type { z } from 'zod';
import type { ReadExposition } from '../../../shared/exposition/exposition';
import type { PortAnswer } from '../cluster/port';
import type { LookedAnswer, Parsed } from './prober';

/** Parsers for Looker.get: an answer becomes a value, or a sentence that says why it cannot be one. */

/** The body as text. An HTML page and bytes that are not UTF-8 are refused. */
export function readText(answer: PortAnswer): Parsed<string> {
  const page = refusedPage(answer);
  if (page !== undefined) return page;
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(answer.body) };
  } catch {
    return { ok: false, error: 'the bytes are not UTF-8 text' };
  }
}

function refusedPage(answer: PortAnswer): { ok: false; error: string } | undefined {
  const isPage = (answer.headers['content-type'] ?? '').includes('text/html');
  return isPage ? { ok: false, error: 'an HTML page: a proxy or login page stands before it' } : undefined;
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
export function readExposition(answer: LookedAnswer): Parsed<ReadExposition> {
  const page = refusedPage(answer);
  if (page !== undefined) return page;
  const read = answer.reading();
  if (read.ok) return { ok: true, value: read.value };
  const text = readText(answer);
  if (!text.ok) return text;
  const { line, column, message } = read.error;
  return { ok: false, error: `line ${line}, column ${column}: ${message}`, line };
}
