import { jsonBody, statusMessage } from './jsonBody';
import type { ClusterPort, PortAnswer, PortRequest } from './port';
import { type Json, object, objects, someNumber, text } from './strip/fields';

export type Page =
  /** `next` is the token of the next page; empty on the last one. */
  | {
      readonly kind: 'page';
      readonly items: readonly Json[];
      readonly remaining?: number;
      readonly resourceVersion: string;
      readonly next: string;
    }
  | { readonly kind: 'denied'; readonly because: string }
  | { readonly kind: 'absent'; readonly because: string }
  | { readonly kind: 'failed'; readonly because: string };

/** A list in pages. Pages are as of one moment; when that is too old for the server (410) the rest comes as of now. */
export async function* listPages(
  port: ClusterPort,
  path: string,
  pageSize: number,
  first: PortRequest['priority'],
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let token = '';
  for (let page = 0; ; page++) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(token === '' ? {} : { continue: token }) });
    const request: PortRequest = {
      route: { via: 'apiserver' },
      path: `${path}?${query}`,
      accept: 'application/json',
      priority: page === 0 ? first : 'list',
      timeouts: { firstByte: 60_000, body: 60_000 },
    };
    const result = await port.send(request, signal);
    if (result.kind === 'failure') return yield { kind: 'failed', because: result.message };
    const again = result.status === 410 && token !== '' ? continueOf(result) : '';
    if (again !== '' && again !== token) {
      token = again;
      continue;
    }
    const read = pageOf(result);
    yield read;
    if (read.kind !== 'page' || read.next === '') return;
    token = read.next;
  }
}

function pageOf(answer: PortAnswer): Page {
  if (answer.status === 403) return { kind: 'denied', because: statusMessage(answer) };
  if (answer.status === 404) return { kind: 'absent', because: statusMessage(answer) };
  if (answer.status !== 200) return { kind: 'failed', because: `${answer.request} answered ${answer.status}: ${statusMessage(answer)}` };
  const json = jsonBody(answer);
  if (!json.ok) return { kind: 'failed', because: json.error };
  const metadata = object(json.value, 'metadata');
  return {
    kind: 'page',
    items: objects(json.value, 'items'),
    remaining: someNumber(metadata, 'remainingItemCount'),
    resourceVersion: text(metadata, 'resourceVersion'),
    next: text(metadata, 'continue'),
  };
}

/** In the Status of a 410: a token to go on with, as of now. */
function continueOf(answer: PortAnswer): string {
  const json = jsonBody(answer);
  return json.ok ? text(object(json.value, 'metadata'), 'continue') : '';
}
