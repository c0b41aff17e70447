import type { Tried } from '../../../shared/contract/explorer';
import { isAskable, kubeletEndpoint } from '../../../shared/knowledge/kubeletEndpoints';
import { describeNeed } from '../cluster/accessNeeds';
import type { PortAnswer, PortRequest } from '../cluster/port';
import { remedyFor } from '../cluster/roleYaml';
import { accessNeedOf } from '../session/accessNeed';
import { answerText } from '../session/answerText';
import { errorText } from '../session/statusText';
import { asPrinted } from '../store/printed';
import type { PageParts } from './explorerParts';
import { kubeletAt } from './kubeletAt';

/** metrics-server and Prometheus give it as long. */
const FIRST_BYTE_MS = 10_000;
const HEAD_LINES = 40;
const HEAD_CHARACTERS = 4_000;

/** One look at an endpoint that only reads. Whatever else is named is refused before anything is sent. */
export async function tryEndpoint(node: string, id: string, parts: PageParts, signal: AbortSignal): Promise<Tried> {
  const endpoint = kubeletEndpoint(id);
  if (endpoint === undefined) return { state: 'refused', says: `"${id}" is no endpoint that is known` };
  if (!isAskable(endpoint)) return { state: 'refused', says: endpoint.note ?? `${endpoint.path} is never called` };
  const at = kubeletAt(parts, node);
  if (at === undefined) return { state: 'refused', says: `there is no node ${node}` };
  const request: PortRequest = {
    route: at.route,
    path: `${at.basePath}${endpoint.path}`,
    timeouts: { firstByte: FIRST_BYTE_MS },
    priority: 'screen',
  };
  const need = accessNeedOf(request);
  const right = need && (await parts.rights.yours(need, signal));
  if (need && right?.state === 'no')
    return { state: 'denied', says: `You may not ${describeNeed(need)} (${right.because}); it was not asked.`, remedy: remedyFor(need) };
  if (signal.aborted) return { state: 'stopped' };
  const result = await parts.port.send(request, signal);
  if (signal.aborted) return { state: 'stopped' };
  if (result.kind === 'failure') return { state: 'unreachable', says: result.message, remedy: result.remedy };
  return answered(result, parts);
}

function answered(result: PortAnswer, { session }: PageParts): Tried {
  const printed = asPrinted(result);
  const { text, truncatedAt } = answerText(printed);
  const head = headOf(text);
  const { status } = result;
  return {
    state: 'answered',
    status,
    ms: result.timings.total,
    bytes: result.body.byteLength,
    atMs: result.atMs,
    request: result.request,
    head,
    isCut: truncatedAt !== undefined || head.length < text.length,
    answerId: session.answers.keep(printed),
    ...(status >= 200 && status < 300 ? {} : { says: sayStatus(status, errorText(result)) }),
  };
}

function headOf(text: string): string {
  return text.split('\n').slice(0, HEAD_LINES).join('\n').slice(0, HEAD_CHARACTERS);
}

function sayStatus(status: number, says: string): string {
  if (status === 401) return `Not recognised: ${says}`;
  if (status === 403) return `Recognised and refused: ${says}`;
  if (status === 404) return `This kubelet does not have it: ${says}`;
  if (status === 405) return `Switched off in this kubelet, or another method: ${says}`;
  return says;
}
