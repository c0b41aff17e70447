import type { DangerRow } from '../../../shared/contract/explorer';
import { DANGERS, type Danger } from '../../../shared/knowledge/dangerousAccess';
import type { ComponentKind } from '../../../shared/model/component';
import { describeNeed } from '../cluster/accessNeeds';
import type { Subject } from '../cluster/rbac';
import type { AccountRights } from '../session/accountRights';

/** What an account may of the dangerous set. Who may everything is told that once: the rest follows from it. */
export async function accountDangers(
  subject: Subject,
  kinds: readonly ComponentKind[],
  rights: AccountRights,
  signal: AbortSignal,
): Promise<DangerRow[]> {
  const rows = await Promise.all(DANGERS.map(async (danger) => rowOf(danger, kinds, await rights.of(subject, danger.need, signal))));
  const [everything] = rows;
  return everything?.state === 'yes' ? [everything] : rows;
}

function rowOf({ need, lets }: Danger, kinds: readonly ComponentKind[], right: Awaited<ReturnType<AccountRights['of']>>): DangerRow {
  const excuse = need.resource === 'secrets' && kinds.includes('kube-state-metrics') ? KSM_SECRETS : undefined;
  return {
    what: need.resource === '*' ? 'everything (cluster-admin)' : describeNeed(need),
    lets,
    ...right,
    ...(excuse !== undefined && right.state === 'yes' ? { excuse } : {}),
  };
}

const KSM_SECRETS =
  'kube-state-metrics lists secrets for kube_secret_* (they are among its default --resources): leave secrets out of --resources and out of its ClusterRole where nobody reads these.';
