import type { PortAnswer } from '../cluster/port';

const SHOWN = 300;

/**
 * The one sentence of an error answer: `message` of a Kubernetes Status, `error` of a Prometheus
 * answer, else the first line of the text. An HTML page is named as such: a proxy or a login page.
 */
export function errorText(answer: Pick<PortAnswer, 'body' | 'headers'>): string {
  const text = new TextDecoder().decode(answer.body.subarray(0, 64 * 1024)).trim();
  if (text === '') return 'empty answer';
  if (/^<(!doctype|html)/i.test(text) || (answer.headers['content-type'] ?? '').includes('text/html')) {
    const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
    return `an HTML page${title ? ` ("${title}")` : ''} where an API answer was expected: a proxy or login page stands before it`;
  }
  return shorten(messageOf(text) ?? text.split('\n', 1)[0] ?? '');
}

function messageOf(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    for (const key of ['message', 'error']) {
      const found: unknown = Reflect.get(value, key);
      if (typeof found === 'string' && found !== '') return found;
    }
  } catch {
    // Not JSON after all, or cut off: the text itself is shown.
  }
  return undefined;
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
