import type { AccountPage, AccountsPage, Right } from '../../../shared/contract/explorer';
import type { Discovered } from '../../../shared/model/component';
import type { AccessNeed } from '../../../shared/model/observation';
import { resourceOf } from '../cluster/accessNeeds';
import type { Subject } from '../cluster/rbac';
import { roleForAccount, roleYaml } from '../cluster/roleYaml';
import { listsOf } from '../diagnosis/accountWatch';
import { type Asked, everyAccount, unique } from '../session/accessSubjects';
import type { NeededAccess } from '../session/readerNeeds';
import { accountDangers } from './accountDangers';
import type { PageParts } from './explorerParts';
import { manifests } from './manifests';
import { accountOf } from './readers';

/** What each component's service account needs and has, what it has beyond that, and manifests to make others of. */
export async function accountsPage(parts: PageParts, signal: AbortSignal): Promise<AccountsPage> {
  const accounts = await Promise.all(everyAccount(parts.session).map((asked) => accountPage(asked, parts, signal)));
  const admins = await kubeletAdmins(parts);
  return {
    part: 'accounts',
    accounts: accounts.sort((a, b) => rank(a) - rank(b)),
    manifests: manifests(parts.session),
    ...(admins === undefined ? {} : { kubeletAdmins: admins }),
    ...(accounts.length === 0 ? { because: 'No component that reads something was found yet.' } : {}),
  };
}

/** What lacks something first, then what has too much. */
function rank({ needs, dangers }: AccountPage): number {
  if (needs.some(({ state }) => state === 'no')) return 0;
  return dangers.some(({ state, excuse }) => state === 'yes' && excuse === undefined) ? 1 : 2;
}

async function accountPage({ column, subject, needs }: Asked, parts: PageParts, signal: AbortSignal): Promise<AccountPage> {
  const mine = componentsOf(column.id, subject, parts);
  const needed = withConfiguredLists(needs, mine, parts);
  const components = mine.length === 0 ? [column.title] : mine.map(({ name }) => name);
  if (subject?.kind !== 'ServiceAccount') {
    const because = 'its pods were not seen, so the service account that it runs as is not known';
    return { id: column.id, components, needs: joined(needed.map((each) => toRight(each, { state: 'unknown', because }))), dangers: [] };
  }
  const { rights } = parts;
  const rows = await Promise.all(needed.map(async (each) => toRight(each, await rights.of(subject, each.need, signal))));
  const lacks = needed.flatMap(({ need }, place) => (rows[place]?.state === 'no' ? [need] : []));
  const yaml = roleYaml(lacks, roleForAccount(subject.namespace, subject.name));
  return {
    id: column.id,
    components,
    account: `${subject.namespace}/${subject.name}`,
    needs: joined(rows),
    dangers: await accountDangers(
      subject,
      mine.map(({ kind }) => kind),
      rights,
      signal,
    ),
    ...(yaml === '' ? {} : { yaml }),
  };
}

/** Every component that runs as that account. */
function componentsOf(id: string, subject: Subject | undefined, parts: PageParts): readonly Discovered[] {
  if (subject?.kind !== 'ServiceAccount') return parts.session.discovered.filter((found) => found.id === id);
  return parts.session.discovered.filter((found) => {
    const account = accountOf(found, parts);
    return account?.namespace === subject.namespace && account.name === subject.name;
  });
}

/** Where a Prometheus' running configuration was read, what it really discovers stands for what one usually does. */
function withConfiguredLists(needs: readonly NeededAccess[], mine: readonly Discovered[], { session }: PageParts): readonly NeededAccess[] {
  const lists = mine.filter(({ kind }) => kind === 'prometheus').flatMap(({ id }) => listsOf(session.looks.get(id)?.facts));
  if (lists.length === 0) return needs;
  const others = needs.filter(({ need: { verb } }) => verb !== 'list' && verb !== 'watch');
  const watched = (need: AccessNeed): AccessNeed => ({ ...need, verb: 'watch' });
  return unique([
    ...others,
    ...lists.flatMap((need) => [need, watched(need)]).map((need) => ({ need, why: 'to find its targets, as its configuration says' })),
  ]);
}

function toRight({ need, why }: NeededAccess, { state, because }: Pick<Right, 'state' | 'because'>): Right {
  const where = need.namespace === undefined ? {} : { namespace: need.namespace };
  return { verbs: [need.verb], resource: need.path ?? resourceOf(need), ...where, why, state, because };
}

/** Verbs on one thing that are answered alike stand in one row. */
function joined(rights: readonly Right[]): Right[] {
  const rows = new Map<string, Right>();
  for (const right of rights) {
    const { verbs: _, ...rest } = right;
    const key = JSON.stringify(rest);
    const row = rows.get(key);
    rows.set(key, row === undefined ? right : { ...row, verbs: [...row.verbs, ...right.verbs] });
  }
  return [...rows.values()];
}

const KUBELET_API_ADMIN = 'system:kubelet-api-admin';

/** "User kube-apiserver-kubelet-client": who is bound to the role that examples name; undefined: bindings may not be read. */
async function kubeletAdmins({ rights }: PageParts): Promise<string[] | undefined> {
  const { clusterRoleBindings } = await rights.roles();
  return clusterRoleBindings
    ?.filter(({ role }) => role.kind === 'ClusterRole' && role.name === KUBELET_API_ADMIN)
    .flatMap(({ name, subjects }) =>
      subjects.map((one) => `${one.kind} ${[one.namespace, one.name].filter(Boolean).join('/')} (ClusterRoleBinding ${name})`),
    );
}
