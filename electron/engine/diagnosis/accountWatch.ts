import type { AccountSight } from '../../../shared/diagnosis/sights';
import type { Discovered } from '../../../shared/model/component';
import type { AccessNeed } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import type { Seen } from './diagnosisFacts';

/** What readers of kubelets need of them (kubelet authorization, kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz). */
const NODE_METRICS: AccessNeed = { verb: 'get', group: '', resource: 'nodes', subresource: 'metrics' };
/** Asked again after this; the answers themselves are remembered by who is asked. */
const PERIOD_MS = 15_000;

/** Its answers are shared and remembered by Access, and end with the port. */
const NOBODYS_SIGNAL = new AbortController().signal;

/** Whether the service accounts that read kubelets may: asked in the background, the last answers are at hand. */
export class AccountWatch {
  private readonly sights = new Map<string, AccountSight>();
  private askedMs = Number.NEGATIVE_INFINITY;
  private asking = false;

  constructor(
    private readonly seen: () => Pick<Seen, 'discovered' | 'inventory'>,
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

  private readers(): readonly Omit<AccountSight, 'nodeMetrics' | 'evidence'>[] {
    const { discovered, inventory } = this.seen();
    return discovered
      .filter(({ kind }) => kind === 'metrics-server' || kind === 'prometheus')
      .flatMap((found) => accountOf(found, inventory.pods));
  }

  private async ask(reader: Omit<AccountSight, 'nodeMetrics' | 'evidence'>): Promise<AccountSight> {
    const { state, because, atMs } = await this.access.answerFor(
      { kind: 'ServiceAccount', ...reader.account },
      NODE_METRICS,
      NOBODYS_SIGNAL,
    );
    const { namespace, name } = reader.account;
    return {
      ...reader,
      nodeMetrics: state,
      evidence: [{ atMs, says: `get nodes/metrics for system:serviceaccount:${namespace}:${name}: ${state} (${because})` }],
    };
  }
}

/** By its pod: a workload's template may say another name by now. */
function accountOf(found: Discovered, pods: Seen['inventory']['pods']): readonly Omit<AccountSight, 'nodeMetrics' | 'evidence'>[] {
  const pod = pods.find(({ namespace, name }) => namespace === found.namespace && found.pods.includes(name));
  return pod?.namespace === undefined
    ? []
    : [{ component: found.id, account: { namespace: pod.namespace, name: pod.serviceAccount ?? 'default' } }];
}
