import type { AccessNeed, Observation } from '../../model/observation';
import type { GraphLook } from './graphInput';

type Denied = Extract<Observation<unknown>, { state: 'denied' }>;

/** A permission in words: "get nodes/proxy", "get /metrics", "list pods in demo". */
export function sayNeed(need: AccessNeed): string {
  if (need.path !== undefined) return `${need.verb} ${need.path}`;
  const resource = `${need.resource ?? 'resources'}${need.subresource ? `/${need.subresource}` : ''}`;
  const group = need.group ? `.${need.group}` : '';
  const named = need.name ? ` "${need.name}"` : '';
  return `${need.verb} ${resource}${group}${named}${need.namespace ? ` in ${need.namespace}` : ''}`;
}

/** The observation that denied the look, when every request of it was denied. */
export function deniedThroughout(look: GraphLook): Denied | undefined {
  const observations = look.observations.map((each) => each.observation);
  const denied = observations.filter((observation): observation is Denied => observation.state === 'denied');
  return observations.length > 0 && denied.length === observations.length ? denied[0] : undefined;
}

/** Any denied observation of a look. */
export function firstDenied(look: GraphLook): Denied | undefined {
  const found = look.observations.find((each) => each.observation.state === 'denied')?.observation;
  return found?.state === 'denied' ? found : undefined;
}
