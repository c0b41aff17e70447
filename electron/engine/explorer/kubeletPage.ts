import type { EndpointRow, KubeletsPage, RightCell } from '../../../shared/contract/explorer';
import { type FineGrained, fineGrainedAuthz } from '../../../shared/knowledge/fineGrainedAuthz';
import { isAskable, KUBELET_ENDPOINTS, type KubeletEndpoint } from '../../../shared/knowledge/kubeletEndpoints';
import { curlForm, kubectlForm } from '../cluster/routes';
import { nodeReach } from '../diagnosis/nodeReach';
import type { AuthModes } from '../probers/kubelet/facts';
import type { PageParts } from './explorerParts';
import { addressOf, type KubeletAt, kubeletAt } from './kubeletAt';
import { type Ask, rightAtKubelet, subresourceNeed } from './kubeletRights';
import { lastLooks } from './lastLook';
import { kubeletReaders } from './readers';

/**
 * Every endpoint of one node's kubelet: what it carries, what opens it here, who may, what the last look got. Without a
 * signal nothing is asked, and who may stands as being asked.
 */
export async function kubeletPage(wanted: string | null, parts: PageParts, signal?: AbortSignal): Promise<KubeletsPage> {
  const nodes = nodeList(parts);
  const name = nodes.find((node) => node.name === wanted)?.name ?? nodes[0]?.name;
  const at = name === undefined ? undefined : kubeletAt(parts, name);
  if (at === undefined) return { part: 'kubelets', nodes, because: whyNoNodes(parts) };
  const { auth } = at;
  const fineGrained = fineGrainedAuthz(at.node.kubeletVersion, at.gate);
  const askers =
    signal === undefined ? askersOf(at, fineGrained, parts, NOBODYS_SIGNAL).map(unasked) : askersOf(at, fineGrained, parts, signal);
  const last = lastLooks(parts, at.node.name);
  return {
    part: 'kubelets',
    nodes,
    kubelet: {
      node: at.node.name,
      version: at.node.kubeletVersion,
      address: addressOf(at),
      port: at.node.kubeletPort,
      fineGrained,
      ...(auth === undefined ? {} : { authorization: sayAuth(auth) }),
      reach: reachOf(at, parts, parts.clock.now()),
      columns: askers.map(({ may: _, ...column }) => column),
      rows: await Promise.all(
        KUBELET_ENDPOINTS.map((endpoint) => rowOf(endpoint, { at, fineGrained, askers, last: last.get(endpoint.path) }, parts)),
      ),
    },
  };
}

function nodeList({ session }: PageParts): KubeletsPage['nodes'] {
  const looks = new Map(
    session.discovered.filter(({ kind }) => kind === 'kubelet').map((found) => [found.node, session.looks.get(found.id)]),
  );
  return session.inventory.nodes.map(({ name, kubeletVersion }) => ({
    name,
    health: looks.get(name)?.judgement.health ?? ('unknown' as const),
    version: kubeletVersion,
  }));
}

function whyNoNodes({ session }: PageParts): string {
  const listed = session.inventory.listed.find(({ resource }) => resource === 'nodes');
  if (listed === undefined || listed.state === 'waiting' || listed.state === 'listing') return 'The nodes are not listed yet.';
  return listed.because === undefined ? 'This cluster has no node.' : `The nodes cannot be listed: ${listed.because}.`;
}

function reachOf(at: KubeletAt, { session }: PageParts, nowMs: number) {
  const reach = nodeReach(session, at.node.name, nowMs);
  return { verdict: reach?.verdict ?? 'untold', says: reach?.says ?? '', ways: (reach?.ways ?? []).map((way) => ({ ...way })) };
}

interface Asker {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly account?: string;
  readonly may: (endpoint: KubeletEndpoint) => Promise<RightCell>;
}

const NOBODYS_SIGNAL = new AbortController().signal;

function unasked(asker: Asker): Asker {
  return { ...asker, may: async () => ({ state: 'asking', because: 'it is being asked' }) };
}

function askersOf(at: KubeletAt, fineGrained: FineGrained, parts: PageParts, signal: AbortSignal): readonly Asker[] {
  const { rights } = parts;
  const directly = (ask: Ask) => (endpoint: KubeletEndpoint) => rightAtKubelet(endpoint, fineGrained.state, at.auth, ask);
  const yours: Ask = (need) => rights.yours(need, signal);
  const you: Asker = {
    id: 'you-direct',
    title: 'you, directly',
    says: 'with your credentials, past the kube-apiserver',
    may: directly(yours),
  };
  const proxied: Asker = {
    id: 'you',
    title: 'you, by proxy',
    says: "through the kube-apiserver's node proxy, the way that Hopscope asks",
    may: async ({ verb }) => {
      const right = await yours(subresourceNeed(verb, 'proxy'));
      return { ...right, because: `${verb} nodes/proxy: ${right.because}` };
    },
  };
  const readers = kubeletReaders(parts).map(({ found, subject }): Asker => {
    if (subject === undefined)
      return {
        id: found.id,
        title: found.name,
        says: 'its pods were not seen',
        may: async () => ({ state: 'unknown', because: 'its pods were not seen, so the service account that it runs as is not known' }),
      };
    const account = `${subject.namespace}/${subject.name}`;
    return {
      id: account,
      title: found.name,
      says: `service account ${account}, directly`,
      account,
      may: directly((need) => rights.of(subject, need, signal)),
    };
  });
  return at.route.via === 'node-proxy' ? [proxied, you, ...readers] : [you, ...readers];
}

interface RowParts {
  readonly at: KubeletAt;
  readonly fineGrained: FineGrained;
  readonly askers: readonly Asker[];
  readonly last: EndpointRow['last'];
}

async function rowOf(endpoint: KubeletEndpoint, { at, fineGrained, askers, last }: RowParts, parts: PageParts): Promise<EndpointRow> {
  const { id, path, verb, bucket, carries, risk, note, since, plain, fine } = endpoint;
  const named = (subresources: readonly string[]) => subresources.map((each) => `nodes/${each}`).join(' or ');
  return {
    id,
    path,
    verb,
    bucket,
    carries,
    risk,
    ...(note === undefined ? {} : { note }),
    ...(since === undefined ? {} : { since }),
    opensBy: `${verb === 'get' ? '' : `${verb} `}${named(fineGrained.state === 'off' ? plain : fine)}`,
    plain: named(plain),
    fine: named(fine),
    cells: await Promise.all(askers.map((asker) => asker.may(endpoint))),
    ...(last === undefined ? {} : { last }),
    ...(isAskable(endpoint) ? commandsOf(endpoint, at, parts) : {}),
  };
}

function commandsOf({ path }: KubeletEndpoint, at: KubeletAt, { port }: PageParts): Pick<EndpointRow, 'kubectl' | 'curl' | 'directCurl'> {
  const request = { route: { via: 'node-proxy', node: at.node.name }, path } as const;
  const address = addressOf(at);
  return {
    kubectl: kubectlForm(request, port.cluster.context),
    curl: curlForm(request, port.cluster.server),
    ...(address === undefined ? {} : { directCurl: curlForm({ route: { via: 'direct', endpoint: '' }, path }, address) }),
  };
}

function sayAuth({ anonymous, webhook, authorization }: AuthModes): string {
  return [
    `authorization ${authorization ?? 'not told'}`,
    webhook === false ? 'no tokens' : 'tokens by webhook',
    anonymous === true ? 'anonymous allowed' : 'no anonymous',
  ].join(', ');
}
