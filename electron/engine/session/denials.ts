import type { Details, View } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import type { AccessNeed } from '../../../shared/model/observation';
import { describeNeed, needKey } from '../cluster/accessNeeds';
import { type PrometheusService, roleYaml, routesWithoutNodeProxy } from '../cluster/roleYaml';
import { listNeeds } from '../cluster/watchedResources';
import type { LookResult } from '../probers/prober';
import type { Session } from './session';

/** Needs named in the sentence; the Role has all of them. */
const NAMED = 3;

/** What the user may not read, in one sentence with the smallest Roles that would help; undefined when nothing was denied. */
export function denialsOf(session: Pick<Session, 'looks' | 'inventory' | 'discovered' | 'startedMs'>): View['trouble'] {
  const lists = session.inventory.listed.flatMap(({ state, resource }) => (state === 'denied' ? listNeeds(resource) : []));
  const needs = inOrder([...lists, ...missingNeeds(session.looks.values())]);
  if (needs.length === 0) return undefined;
  const named = needs.slice(0, NAMED).map(describeNeed).join(', ');
  const more = needs.length > NAMED ? ` and ${needs.length - NAMED} more` : '';
  const nodeProxy = needs.some((need) => need.resource === 'nodes' && need.subresource === 'proxy');
  return {
    says: `You may not ${named}${more}.`,
    remedy: nodeProxy
      ? 'The rest of the map is drawn. The Roles to ask for leave out nodes/proxy, which also lets run commands: they open the kubelets directly, or Prometheus.'
      : 'The rest of the map is drawn. The Role to ask for is the smallest that shows it.',
    sinceMs: session.startedMs,
    yaml: yamlFor(needs, nodeProxy, session.discovered),
  };
}

/** The same of some looks: what was denied in them and the smallest Roles for it. */
export function deniedIn(looks: Iterable<LookResult>, discovered: readonly Discovered[]): Details['denied'] {
  const needs = inOrder(missingNeeds(looks));
  if (needs.length === 0) return undefined;
  const nodeProxy = needs.some((need) => need.resource === 'nodes' && need.subresource === 'proxy');
  return { says: `You may not ${needs.map(describeNeed).join(', ')}.`, yaml: yamlFor(needs, nodeProxy, discovered) };
}

function missingNeeds(looks: Iterable<LookResult>): readonly AccessNeed[] {
  return [...looks].flatMap(({ observations }) =>
    observations.flatMap(({ observation }) => (observation.state === 'denied' && isOurs(observation) ? [observation.missing] : [])),
  );
}

/** Each once. */
function inOrder(needs: readonly AccessNeed[]): readonly AccessNeed[] {
  const once = new Map(needs.map((need) => [needKey(need), need]));
  return [...once.values()].sort((a, b) => describeNeed(a).localeCompare(describeNeed(b)));
}

/** A 403 through a proxy was said by what stands behind it, which never sees our credentials: no Role of ours would help. */
function isOurs({ status, route }: { readonly status?: number; readonly route: string }): boolean {
  return status === undefined || route === 'apiserver' || route === 'aggregated API';
}

function yamlFor(needs: readonly AccessNeed[], nodeProxy: boolean, discovered: readonly Discovered[]): string {
  const others = needs.filter((need) => need.resource !== 'nodes' || need.subresource !== 'proxy');
  const routes = nodeProxy ? routesWithoutNodeProxy(prometheusOf(discovered)) : [];
  const parts = [
    ...(others.length > 0 ? [roleYaml(others)] : []),
    ...routes.map(({ title, says, yaml }) => `# ${title}: ${says}\n${yaml}`),
  ];
  return parts.join('---\n');
}

function prometheusOf(discovered: readonly Discovered[]): PrometheusService | undefined {
  for (const found of discovered) {
    const route = found.kind === 'prometheus' ? found.endpoints[0]?.route : undefined;
    if (route?.via === 'service-proxy') return route;
  }
  return undefined;
}
