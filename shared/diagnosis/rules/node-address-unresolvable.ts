import type { NodeObject } from '../../model/inventory';
import { podsOf } from '../../model/objectsOf';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { kubeletState, kubeletsByNode } from '../select/kubelets';
import { getsNothing, trustsNobody } from '../select/metricsServers';
import { isNodeReady } from '../select/nodes';
import { addressesOf, reaches } from '../select/reach';
import { isYoung, patienceSeconds, youngestStartMs } from '../select/starting';
import { seenTargets } from '../select/targets';
import { sayWorkload, workloadSubject } from '../select/workloads';
import type { MetricsServerSight } from '../sights';

/** Without --kubelet-preferred-address-types (metrics-server pkg/utils/address_resolver.go): names come before addresses. */
const DEFAULT_TYPES = ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP'];
const FLAG = 'kubelet-preferred-address-types';
const NAMED = 5;

type Needed = Pick<Facts, 'metricsServers' | 'metricsApi' | 'accounts' | 'kubelets' | 'nodes' | 'pods' | 'scrapers' | 'time'>;

/** A node that metrics-server has no address of, or one that it cannot resolve. */
type Trouble = { readonly node: string; readonly is: 'no-address' } | { readonly node: string; readonly is: 'name'; readonly name: string };

export const nodeAddressUnresolvable = defineRule({
  id: 'node-address-unresolvable',
  severity: 'error',
  says: 'metrics-server calls kubelets by names that pods cannot resolve, or finds no address of the type it is told to take.',
  symptom: 'dial tcp: lookup NODE on 10.96.0.10:53: no such host; no address matched types [...]',
  proof:
    "the nodes' addresses against --kubelet-preferred-address-types; that Prometheus gets through to the same kubelets by address, and metrics-server does not",
  causedBy: [],
  needs: ['metricsServers', 'metricsApi', 'accounts', 'kubelets', 'nodes', 'pods', 'scrapers', 'time'],
  judge(facts) {
    return answerOf(
      facts.metricsServers.map((server) => judge(server, facts)),
      'no metrics-server was found',
    );
  },
});

function judge(server: MetricsServerSight, facts: Needed): Verdict {
  const { found, flags } = server;
  const served = facts.metricsApi?.nodes;
  const nothing = getsNothing(server, facts);
  if (nothing === undefined && served?.state !== 'ok')
    return unseen(`what metrics-server serves: ${served?.because ?? 'not looked at yet'}`);
  // Then it is refused, whatever it calls them by.
  if (trustsNobody(server) && nothing !== undefined) return WELL;
  if (facts.accounts.some(({ component, nodeMetrics }) => component === found.id && nodeMetrics === 'denied')) return WELL;
  const has = new Set(served?.state === 'ok' ? served.value.map(({ name }) => name) : []);
  const left = facts.nodes.items.filter((node) => isNodeReady(node) && !has.has(node.name));
  if (left.length === 0) return WELL;
  const types = (flags.get(FLAG) ?? '').split(',').filter((type) => type !== '');
  const asked = types.length === 0 ? DEFAULT_TYPES : types;
  const suspects = left.flatMap((node) => troubleOf(node, asked));
  if (suspects.length === 0) return WELL;
  const patience = patienceSeconds(server);
  if (isYoung(youngestStartMs(podsOf(found, facts.pods.items)), patience, facts.time))
    return unseen(`${sayWorkload(found)} to have run for two of its resolutions (${patience} s)`);
  return proven(server, asked, suspects, facts);
}

function troubleOf({ name, addresses }: NodeObject, types: readonly string[]): readonly Trouble[] {
  const [address] = types.flatMap((type) => addresses.find((each) => each.type === type) ?? []);
  if (!address) return [{ node: name, is: 'no-address' }];
  return isAddress(address.address) ? [] : [{ node: name, is: 'name', name: address.address }];
}

/** IPv4 or IPv6, and no name. */
function isAddress(text: string): boolean {
  return /^[\d.]+$/.test(text) || text.includes(':');
}

/** A name is only at fault where another pod gets through by address: else the network, or nobody, may be. */
function proven(server: MetricsServerSight, asked: readonly string[], suspects: readonly Trouble[], facts: Needed): Verdict {
  const kubelets = kubeletsByNode(facts.kubelets);
  const reach = reaches(facts, addressesOf(facts.nodes.items));
  const resolved = namesThatWork(facts);
  const open: string[] = [];
  const failed = suspects.filter((each) => {
    if (each.is === 'no-address') return true;
    const sight = kubelets.get(each.node);
    const { prometheus } = reach(each.node);
    if (resolved.has(each.name) || prometheus === 'cut' || !sight || kubeletState(sight).is !== 'answers') return false;
    if (prometheus === 'unseen') open.push(each.node);
    return prometheus === 'reaches';
  });
  const [first] = failed;
  if (!first)
    return open.length > 0
      ? unseen(`a target of Prometheus at the kubelet of ${open[0]}: whether pods get through to it by its address`)
      : WELL;
  const nodes = failed.slice(0, NAMED).map(({ node }) => node);
  const named = failed.length > NAMED ? `${nodes.join(', ')} and ${failed.length - NAMED} more` : nodes.join(', ');
  const given = server.flags.has(FLAG) ? `--${FLAG}=${asked.join(',')}` : `without --${FLAG} (then ${asked.join(', ')}, in this order)`;
  return failing({
    subject: workloadSubject(server.found),
    title:
      first.is === 'name' ? 'metrics-server calls kubelets by names that pods cannot resolve' : 'metrics-server finds no address of nodes',
    because:
      first.is === 'name'
        ? `It is started ${given}: it calls ${named} by name (${first.name}). Those kubelets answer the kube-apiserver and, by address, Prometheus; none of them has come through to metrics-server.`
        : `It is started ${given}, and ${named} ${failed.length === 1 ? 'has' : 'have'} no address of ${asked.length === 1 ? 'that type' : 'those types'}: it leaves ${failed.length === 1 ? 'it' : 'them'} out.`,
    remedy: `Put addresses first: --${FLAG}=InternalIP,ExternalIP,Hostname (as its manifest has it).`,
    evidence: [
      { atMs: facts.time.nowMs, says: `${sayWorkload(server.found)}: ${given}` },
      ...failed.slice(0, 1).map(({ node }) => ({ atMs: facts.time.nowMs, says: `node ${node}: ${sayAddresses(node, facts)}` })),
      ...(facts.metricsApi?.nodes.evidence ?? []).slice(0, 1),
    ],
  });
}

/** Hosts of targets that are up: a name among them is one that pods resolve. */
function namesThatWork({ scrapers }: Needed): ReadonlySet<string> {
  return new Set(
    seenTargets(scrapers).flatMap(({ target }) =>
      target.health === 'up' ? [/^https?:\/\/([^/:]+)/.exec(target.scrapeUrl)?.[1] ?? ''] : [],
    ),
  );
}

function sayAddresses(name: string, { nodes }: Needed): string {
  const node = nodes.items.find((each) => each.name === name);
  return (node?.addresses ?? []).map(({ type, address }) => `${type} ${address}`).join(', ');
}
