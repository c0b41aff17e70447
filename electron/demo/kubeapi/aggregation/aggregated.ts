import { type ApiAnswer, textAnswer } from '../answer';
import type { ApiContext, ApiRequest } from '../apiRequest';
import { passOn, reach } from '../proxy/reach';
import { failed, failure } from '../status';
import { findRemoteApi, isAvailable, resolveRemote } from './apiServices';

/** A request below /apis/GROUP/VERSION for whoever serves that API; undefined: no APIService stands for it. */
export async function aggregatedAnswer(
  context: ApiContext,
  request: ApiRequest,
  group: string,
  version: string,
): Promise<ApiAnswer | undefined> {
  const remote = findRemoteApi(context.store, group, version);
  if (!remote) return undefined;
  const resolved = resolveRemote(context.store, remote);
  if (!isAvailable(remote.object) || resolved.kind === 'unavailable') return plain503('service unavailable');
  const reached = await reach(context, request, { ...resolved.address, scheme: 'https', path: request.path, user: request.user });
  switch (reached.kind) {
    case 'answer':
      return passOn(reached.answer);
    case 'failed':
      return plain503(`error trying to reach service: ${reached.error}`);
    case 'hung':
      return failed(failure(504, 'Timeout', 'Timeout: request did not complete within the allotted timeout', {}));
  }
}

/** Go's http.Error: the aggregator answers in plain text, not with a Status (recorded: metrics-server-down). */
function plain503(text: string): ApiAnswer {
  const answer = textAnswer(503, `${text}\n`);
  return { ...answer, headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } };
}
