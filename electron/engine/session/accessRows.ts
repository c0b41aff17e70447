import type { AccessCell, AccessRow, FromEngine } from '../../../shared/contract/engine';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import { needKey, resourceOf } from '../cluster/accessNeeds';
import type { ClusterPort } from '../cluster/port';
import { roleForAccount, roleYaml } from '../cluster/roleYaml';
import { type Asked, accessSubjects, type Seen, unique } from './accessSubjects';
import { AccountRights } from './accountRights';
import type { NeededAccess } from './readerNeeds';

export type AccessTable = Omit<Extract<FromEngine, { type: 'access' }>, 'type'>;

/** A table has room for these; further namespaces of one kind of proxy are alike. */
const ROWS = 40;

/**
 * Who may what, for the Access tab. Service accounts are judged by Roles and bindings where all of
 * them may be read, else by SubjectAccessReviews; where neither is allowed it stays unknown. Nothing is
 * written: access reviews are the only POST, and they store nothing.
 */
export class AccessTables {
  private readonly rights: AccountRights;

  constructor(port: ClusterPort, access: Pick<Access, 'answer' | 'answerFor'>, clock: Clock) {
    this.rights = new AccountRights(port, access, clock);
  }

  /** Never rejects: what cannot be found out is unknown. */
  async make(id: string, seen: Seen, signal: AbortSignal): Promise<AccessTable> {
    const asked = accessSubjects(id, seen);
    const needs = unique(asked.flatMap((one) => one.needs)).slice(0, ROWS);
    const rows = await Promise.all(needs.map((each) => this.row(each, asked, signal)));
    const lacks = (column: number) => needs.filter((_, index) => rows[index]?.cells[column]?.state === 'no').map(({ need }) => need);
    const yaml = roleYaml(lacks(0));
    const roles = asked.flatMap(({ column, subject }, index) => {
      if (subject?.kind !== 'ServiceAccount') return [];
      const role = roleYaml(lacks(index), roleForAccount(subject.namespace, subject.name));
      return role === '' ? [] : [{ id: column.id, title: column.title, account: `${subject.namespace}/${subject.name}`, yaml: role }];
    });
    const columns = asked.map(({ column }) => column);
    return { id, columns, rows, ...(yaml === '' ? {} : { yaml }), ...(roles.length > 0 ? { roles } : {}) };
  }

  private async row(needed: NeededAccess, asked: readonly Asked[], signal: AbortSignal): Promise<AccessRow> {
    const { need, why } = needed;
    const cells = await Promise.all(asked.map((one) => this.cell(needed, one, signal)));
    return {
      verb: need.verb,
      resource: need.path ?? resourceOf(need),
      ...(need.namespace === undefined ? {} : { namespace: need.namespace }),
      need: why,
      cells,
    };
  }

  private async cell({ need }: NeededAccess, { column, subject, needs }: Asked, signal: AbortSignal): Promise<AccessCell> {
    const key = needKey(need);
    if (!needs.some((each) => needKey(each.need) === key)) return { state: 'not-needed', because: '' };
    if (column.id === 'you') return this.rights.yours(need, signal);
    if (subject === undefined)
      return { state: 'unknown', because: 'its pods were not seen, so the service account that it runs as is not known' };
    return this.rights.of(subject, need, signal);
  }
}
