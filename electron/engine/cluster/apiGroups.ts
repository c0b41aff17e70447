import type { Clock } from '../clock';
import { jsonBody } from './jsonBody';
import type { ClusterPort } from './port';
import { object, objects, text } from './strip/fields';

export interface ApiGroup {
  readonly name: string;
  readonly preferredVersion: string;
}

/** The groups of GET /apis; undefined when they cannot be read now. */
export async function readApiGroups(port: ClusterPort, signal: AbortSignal): Promise<readonly ApiGroup[] | undefined> {
  const result = await port.send({ route: { via: 'apiserver' }, path: '/apis', accept: 'application/json', priority: 'screen' }, signal);
  if (result.kind !== 'answer' || result.status !== 200) return undefined;
  const json = jsonBody(result);
  if (!json.ok) return undefined;
  return objects(json.value, 'groups').map((group) => ({
    name: text(group, 'name'),
    preferredVersion: text(object(group, 'preferredVersion'), 'version'),
  }));
}

/** Calls back with the groups at first, and when they changed. A group comes and goes with its APIService or CRD. */
export async function followApiGroups(
  port: ClusterPort,
  clock: Clock,
  timing: { readonly recheckMs: number; readonly firstRetryMs: number },
  onChange: (groups: readonly ApiGroup[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let known = '';
  while (!signal.aborted) {
    const groups = await readApiGroups(port, signal);
    const now = groups === undefined ? known : JSON.stringify(groups);
    if (groups !== undefined && now !== known) onChange(groups);
    known = now;
    await clock.sleep(groups === undefined ? timing.firstRetryMs * 5 : timing.recheckMs, signal);
  }
}
