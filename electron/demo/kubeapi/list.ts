import type { KubeObject } from '../objects';
import { type ApiAnswer, jsonAnswer } from './answer';
import type { ApiContext } from './apiRequest';
import { AS_OF_NOW, decodeContinue, encodeContinue } from './continueToken';
import { keyOf } from './objectStore';
import { showList, type View } from './represent';
import type { ResourceRequest } from './requestInfo';
import { storedAs } from './resources';
import { selectionOf } from './selection';
import { badRequest, expired, failed, failure } from './status';

const CONTINUE_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** Which state of the store is listed, and from where on. */
type Source =
  | { readonly kind: 'items'; readonly items: readonly KubeObject[]; readonly revision: number; readonly after?: string }
  | { readonly kind: 'failed'; readonly answer: ApiAnswer };

/** A list with selectors and pages. All pages of one list show the state of the first; where that is forgotten the answer is 410, with a token for the rest as of now. */
export function listAnswer(context: ApiContext, request: ResourceRequest, query: URLSearchParams, view: View): ApiAnswer {
  const selection = selectionOf(request, query);
  if (selection.kind === 'invalid') return selection.answer;
  const source = sourceOf(context, request, query);
  if (source.kind === 'failed') return source.answer;
  const { revision, after } = source;
  const rest = after === undefined ? source.items : source.items.slice(firstAfter(source.items, after));
  const matching = selection.kind === 'all' ? rest : rest.filter(selection.matches);
  const limit = Math.max(0, Math.trunc(Number(query.get('limit') ?? 0)) || 0);
  const page = limit === 0 ? matching : matching.slice(0, limit);
  const last = page.at(-1);
  const more = last !== undefined && page.length < matching.length;
  return jsonAnswer(
    200,
    showList(view, page, {
      resourceVersion: String(revision),
      ...(more ? { continue: encodeContinue({ revision, after: keyOf(last) }) } : {}),
      // With a selector the apiserver does not know how many are left.
      ...(more && selection.kind === 'all' ? { remainingItemCount: matching.length - page.length } : {}),
    }),
  );
}

/** Index of the first object behind a key, by halves: the items are sorted. */
function firstAfter(items: readonly KubeObject[], key: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const object = items[middle];
    if (object && keyOf(object) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sourceOf(context: ApiContext, request: ResourceRequest, query: URLSearchParams): Source {
  const { store } = context;
  const current = Number(store.resourceVersion);
  const resource = storedAs({ group: request.group, name: request.resource });
  const continued = query.get('continue');
  if (continued) {
    const token = decodeContinue(continued);
    if (!token || token.revision > current)
      return { kind: 'failed', answer: badRequest('continue key is not valid: it was not issued by this server') };
    if (token.revision === AS_OF_NOW)
      return { kind: 'items', items: store.list(resource, request.namespace), revision: current, after: token.after };
    const found = store.listAt(resource, request.namespace, token.revision);
    if (found.kind === 'items') return { ...found, revision: token.revision, after: token.after };
    return { kind: 'failed', answer: failed(expired(CONTINUE_EXPIRED, encodeContinue({ ...token, revision: AS_OF_NOW }))) };
  }
  const asked = Number(query.get('resourceVersion') || 0);
  if (Number.isNaN(asked))
    return { kind: 'failed', answer: badRequest(`resourceVersion: Invalid value: "${query.get('resourceVersion')}"`) };
  if (asked > current) return { kind: 'failed', answer: tooLarge(asked, current) };
  if (query.get('resourceVersionMatch') === 'Exact') {
    const found = store.listAt(resource, request.namespace, asked);
    if (found.kind === 'items') return { ...found, revision: asked };
    return { kind: 'failed', answer: failed(expired('The resourceVersion for the provided list is too old.')) };
  }
  return { kind: 'items', items: store.list(resource, request.namespace), revision: current };
}

/** The apiserver waits 3 s for such a revision before it says so; here it cannot come sooner than the client asks again. */
function tooLarge(asked: number, current: number): ApiAnswer {
  return failed(
    failure(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    }),
  );
}
