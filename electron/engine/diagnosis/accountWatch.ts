import { LISTED_BY_ROLE } from '../../../shared/diagnosis/select/discoveryRoles';
import type { AccountSight, ListRight } from '../../../shared/diagnosis/sights';
import type { Discovered } from '../../../shared/model/component';
import type { AccessNeed } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import { isPrometheusFacts } from '../probers/prometheus/facts';
import type { Seen } from './diagnosisFacts';

/** What readers of kubelets need of them (kubelet authorization, kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz). */
const NODE_METRICS: AccessNeed = { verb: 'get', group: '', resource: 'nodes', subresource: 'metrics' };
/** Asked again after this; the answers themselves are remembered by who is asked. */
const PERIOD_MS = 15_000;
/** A Prometheus with jobs for more namespaces than this is asked for the first. */
const MOST_LISTS = 24;

/** A reader of kubelets, and what else it needs. */
type Reader = Pick<AccountSight, 'component' | 'account'> & { readonly lists: readonly AccessNeed[] };

/** Its answers are shared and remembered by Access, and end with the port. */
const NOBODYS_SIGNAL = new AbortController().signal;

/** Whether the service accounts that read kubelets may, and those that discover targets: asked in the background, the last answers are at hand. */
export class AccountWatch {
  private readonly sights = new Map<string, AccountSight>();
  private askedMs = Number.NEGATIVE_INFINITY;
  private asking = false;

  constructor(
    private readonly seen: () => Pick<Seen, 'discovered' | 'inventory' | 'looks'>,
    private readonly access: Pick<Access, 'answerFor'>,
    private readonly clock: Clock,
  ) {}

  get known(): readonly AccountSight[] {
    return [...this.sights.values()];
  }

  /** Something changed: asks anew when the last answers are old. Never rejects. */
  observe(): void {
    if (this.asking || this.clock.now() - this.askedMs < PERIOD_MS) return;
    const readers = this.readers();
    if (readers.length === 0) return;
    this.asking = true;
    this.askedMs = this.clock.now();
    void Promise.all(readers.map((reader) => this.ask(reader))).then((answers) => {
      this.sights.clear();
      for (const answer of answers) this.sights.set(answer.component, answer);
      this.asking = false;
    });
  }

  private readers(): readonly Reader[] {
    const { discovered, inventory, looks } = this.seen();
    return discovered
      .filter(({ kind }) => kind === 'metrics-server' || kind === 'prometheus')
      .flatMap((found) => accountOf(found, inventory.pods).map((reader) => ({ ...reader, lists: listsOf(looks.get(found.id)?.facts) })));
  }

  private async mayList(account: AccountSight['account'], need: AccessNeed): Promise<ListRight> {
    const { state, because, atMs } = await this.access.answerFor({ kind: 'ServiceAccount', ...account }, need, NOBODYS_SIGNAL);
    const { resource = '', namespace } = need;
    const where = namespace === undefined ? 'in all namespaces' : `in ${namespace}`;
    const says = `list ${resource} ${where} for system:serviceaccount:${account.namespace}:${account.name}: ${state} (${because})`;
    return { resource, namespace, state, evidence: { atMs, says } };
  }

  private async ask({ lists, ...reader }: Reader): Promise<AccountSight> {
    const { state, because, atMs } = await this.access.answerFor(
      { kind: 'ServiceAccount', ...reader.account },
      NODE_METRICS,
      NOBODYS_SIGNAL,
    );
    const { namespace, name } = reader.account;
    return {
      ...reader,
      lists: await Promise.all(lists.map((need) => this.mayList(reader.account, need))),
      nodeMetrics: state,
      evidence: [{ atMs, says: `get nodes/metrics for system:serviceaccount:${namespace}:${name}: ${state} (${because})` }],
    };
  }
}

/** What the jobs of its running configuration list: each once. */
export function listsOf(facts: unknown): readonly AccessNeed[] {
  const config = isPrometheusFacts(facts) ? facts.config : undefined;
  if (config?.state !== 'ok') return [];
  const needs = new Map<string, AccessNeed>();
  for (const { role, namespaces } of config.value.flatMap(({ discovers }) => discovers))
    for (const { group, resource } of LISTED_BY_ROLE[role] ?? [])
      for (const namespace of namespaces.length === 0 || role === 'node' ? [undefined] : namespaces)
        needs.set(`${resource} ${namespace ?? ''}`, { verb: 'list', group, resource, namespace });
  return [...needs.values()].slice(0, MOST_LISTS);
}

/** By its pod: a workload's template may say another name by now. */
function accountOf(found: Discovered, pods: Seen['inventory']['pods']): readonly Pick<AccountSight, 'component' | 'account'>[] {
  const pod = pods.find(({ namespace, name }) => namespace === found.namespace && found.pods.includes(name));
  return pod?.namespace === undefined
    ? []
    : [{ component: found.id, account: { namespace: pod.namespace, name: pod.serviceAccount ?? 'default' } }];
}
