import type { AccessCell, AccessRow, FromEngine } from '../../../shared/contract/engine';
import type { Clock } from '../clock';
import type { Access, AccessState } from '../cluster/access';
import { needKey, resourceOf } from '../cluster/accessNeeds';
import type { ClusterPort } from '../cluster/port';
import { evaluateRbac, type RbacObjects, type Subject } from '../cluster/rbac';
import { readRbac } from '../cluster/readRbac';
import { roleForAccount, roleYaml } from '../cluster/roleYaml';
import { type Asked, accessSubjects, type Seen, unique } from './accessSubjects';
import type { NeededAccess } from './readerNeeds';

export type AccessTable = Omit<Extract<FromEngine, { type: 'access' }>, 'type'>;

/** A table has room for these; further namespaces of one kind of proxy are alike. */
const ROWS = 40;
/** Roles are read again after this: somebody may be granting something right now. */
const RBAC_AGE_MS = 60_000;
const CELL: Readonly<Record<AccessState, AccessCell['state']>> = { allowed: 'yes', denied: 'no', unknown: 'unknown' };

/**
 * Who may what, for the Access tab. Service accounts are judged by Roles and bindings where all of
 * them may be read, else by SubjectAccessReviews; where neither is allowed it stays unknown. Nothing is
 * written: access reviews are the only POST, and they store nothing.
 */
export class AccessTables {
  private rbac: { readonly atMs: number; readonly value: Promise<RbacObjects> } | undefined;

  constructor(
    private readonly port: ClusterPort,
    private readonly access: Pick<Access, 'answer' | 'answerFor'>,
    private readonly clock: Clock,
  ) {}

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
    if (column.id === 'you') {
      const { state, because } = await this.access.answer(need, signal);
      return { state: CELL[state], because };
    }
    if (subject === undefined)
      return { state: 'unknown', because: 'its pods were not seen, so the service account that it runs as is not known' };
    return this.ofSubject(need, subject, signal);
  }

  private async ofSubject(need: NeededAccess['need'], subject: Subject, signal: AbortSignal): Promise<AccessCell> {
    const evaluation = evaluateRbac(subject, need, await this.roles());
    if (evaluation.state === 'allowed') return { state: 'yes', because: `by the Role ${evaluation.by}` };
    if (evaluation.state === 'denied') return { state: 'no', because: 'no Role or binding allows it (another authorizer than RBAC might)' };
    const { state, because } = await this.access.answerFor(subject, need, signal);
    return { state: CELL[state], because };
  }

  /** Read once for all who ask, whoever's window closes meanwhile. */
  private roles(): Promise<RbacObjects> {
    if (this.rbac === undefined || this.clock.now() - this.rbac.atMs >= RBAC_AGE_MS)
      this.rbac = { atMs: this.clock.now(), value: readRbac(this.port, new AbortController().signal) };
    return this.rbac.value;
  }
}
