import type { Discovered, Route } from '../../../shared/model/component';
import type { NodeObject } from '../../../shared/model/inventory';
import { type AuthModes, isKubeletFacts, type KubeletFacts } from '../probers/kubelet/facts';
import type { ExplorerParts } from './explorerParts';

/** One node's kubelet: the way to it, and what it says of who may read it. */
export interface KubeletAt {
  readonly node: NodeObject;
  readonly found: Discovered | undefined;
  readonly route: Route;
  readonly basePath: string;
  readonly facts: KubeletFacts | undefined;
  readonly auth: AuthModes | undefined;
  /** Its own word on the gate KubeletFineGrainedAuthz. */
  readonly gate: boolean | undefined;
}

export function kubeletAt({ session }: Pick<ExplorerParts, 'session'>, name: string): KubeletAt | undefined {
  const node = session.inventory.nodes.find((each) => each.name === name);
  if (node === undefined) return undefined;
  const found = session.discovered.find((each) => each.kind === 'kubelet' && (each.node ?? each.name) === name);
  const [endpoint] = found?.endpoints ?? [];
  const kept = found && session.looks.get(found.id)?.facts;
  const facts = isKubeletFacts(kept) ? kept : undefined;
  const slow = facts?.direct?.slow;
  return {
    node,
    found,
    route: endpoint?.route ?? { via: 'node-proxy', node: name },
    basePath: endpoint?.basePath ?? '',
    facts,
    auth: slow?.configz.state === 'ok' ? slow.configz.value : undefined,
    gate: slow?.metrics.state === 'ok' ? slow.metrics.value.fineGrainedAuthz : undefined,
  };
}

/** "https://10.0.0.1:10250": where pods and machines of the network ask it. */
export function addressOf({ node }: Pick<KubeletAt, 'node'>): string | undefined {
  const address = (node.addresses.find(({ type }) => type === 'InternalIP') ?? node.addresses[0])?.address;
  return address === undefined ? undefined : `https://${address.includes(':') ? `[${address}]` : address}:${node.kubeletPort}`;
}
