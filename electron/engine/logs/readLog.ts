import { LOG_LINES, type LogPod, type LogRead } from '../../../shared/contract/podLog';
import type { AccessNeed } from '../../../shared/model/observation';
import type { Access } from '../cluster/access';
import { describeNeed } from '../cluster/accessNeeds';
import type { ClusterPort, PortAnswer, PortRequest } from '../cluster/port';
import { remedyFor, roleYaml } from '../cluster/roleYaml';
import { redaction } from '../recording/redaction';
import { answerText } from '../session/answerText';
import type { Session } from '../session/session';
import { errorText } from '../session/statusText';
import { asPrinted } from '../store/printed';

/** What reading a log takes. */
export interface LogParts {
  readonly session: Pick<Session, 'discovered' | 'inventory' | 'answers'>;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly access: Pick<Access, 'answer'>;
}

/** Lines may be long (a container runtime splits them at 16 KiB only); more is no end of a log. */
const MAX_BYTES = 8 * 1024 * 1024;
const GONE = 'Look again: the pods are listed anew with every look.';

/** The newest lines of a pod of something that was found. Whatever else is named is refused before anything is sent. */
export async function readLog(of: LogPod, parts: LogParts, signal: AbortSignal): Promise<LogRead['read']> {
  const { session, port, access } = parts;
  const container = containerOf(of, session);
  if (container === undefined) return { state: 'failed', says: `${of.namespace}/${of.pod} is not there any more.`, remedy: GONE };
  const request = requestOf(of, container);
  const need: AccessNeed = { verb: 'get', group: '', resource: 'pods', subresource: 'log', namespace: of.namespace };
  const right = await access.answer(need, signal);
  if (right.state === 'denied') return denied(need, `${right.because}; it was not asked`);
  const result = await port.send(request, signal);
  if (result.kind === 'failure') return { state: 'failed', says: result.message, remedy: result.remedy };
  if (result.status === 403) return denied(need, errorText(result));
  if (result.status !== 200) return { state: 'failed', says: errorText(result), remedy: remedyOf(result.status) };
  return answered(result, session);
}

/** The one that is meant, or the first; undefined: no pod of anything found. */
function containerOf({ namespace, pod, container }: LogPod, { discovered, inventory }: LogParts['session']): string | undefined {
  if (!discovered.some((found) => found.namespace === namespace && found.pods.includes(pod))) return undefined;
  const names = inventory.pods.find((each) => each.namespace === namespace && each.name === pod)?.containers.map(({ name }) => name);
  return names?.find((name) => name === container) ?? names?.[0];
}

function requestOf({ namespace, pod }: LogPod, container: string): PortRequest {
  const place = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
  return {
    route: { via: 'apiserver' },
    path: `${place}?container=${encodeURIComponent(container)}&tailLines=${LOG_LINES}`,
    maxBytes: MAX_BYTES,
    priority: 'screen',
  };
}

function denied(need: AccessNeed, because: string): LogRead['read'] {
  return {
    state: 'denied',
    says: `You may not ${describeNeed(need)} (${because}).`,
    remedy: remedyFor(need),
    yaml: roleYaml([need]),
  };
}

/** registry/core/pod/rest/log.go: 400 while a container waits to start, 500 where its kubelet does not answer the kube-apiserver. */
function remedyOf(status: number): string {
  if (status === 404) return GONE;
  if (status === 400) return 'It has printed nothing yet: ask again when the container runs.';
  return 'The kubelet of its node hands the log to the kube-apiserver: see whether that node answers.';
}

/** What looks like a credential is gone before anything keeps or shows it, as in recordings. */
function answered(result: PortAnswer, { answers }: LogParts['session']): LogRead['read'] {
  const clean = { ...result, body: redaction().body(result.body, 'text/plain') };
  const { text } = answerText(clean);
  return {
    state: 'answered',
    atMs: result.atMs,
    request: result.request,
    text,
    lines: text === '' ? 0 : text.replace(/\n$/, '').split('\n').length,
    answerId: answers.keep(asPrinted(clean)),
  };
}
