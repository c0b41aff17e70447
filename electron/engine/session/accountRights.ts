import type { AccessNeed } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import { type Access, type AccessAnswer, type AccessState, mayAskAboutNobody } from '../cluster/access';
import type { ClusterPort } from '../cluster/port';
import { evaluateRbac, type RbacObjects, type Subject } from '../cluster/rbac';
import { readRbac } from '../cluster/readRbac';

/** Whether somebody may, and which Role or review says so. */
export interface Right {
  readonly state: 'yes' | 'no' | 'unknown';
  readonly because: string;
}

/** Roles are read again after this: somebody may be granting something right now. */
const RBAC_AGE_MS = 60_000;
const STATE: Readonly<Record<AccessState, Right['state']>> = { allowed: 'yes', denied: 'no', unknown: 'unknown' };

/**
 * What you and service accounts may. Accounts are judged by Roles and bindings where all of them may be read, since these
 * name what gives it; else by SubjectAccessReviews; where neither is allowed it stays unknown.
 */
export class AccountRights {
  private rbac: { readonly atMs: number; readonly value: Promise<RbacObjects> } | undefined;

  private first: { readonly atMs: number; readonly value: Promise<AccessAnswer> } | undefined;

  constructor(
    private readonly port: ClusterPort,
    private readonly access: Pick<Access, 'answer' | 'answerFor'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async yours(need: AccessNeed, signal: AbortSignal): Promise<Right> {
    const { state, because } = await this.access.answer(need, signal);
    return { state: STATE[state], because };
  }

  async of(subject: Subject, need: AccessNeed, signal: AbortSignal): Promise<Right> {
    const evaluation = evaluateRbac(subject, need, await this.roles());
    if (evaluation.state === 'allowed') return { state: 'yes', because: `by the Role ${evaluation.by}` };
    if (evaluation.state === 'denied') return { state: 'no', because: 'no Role or binding allows it (another authorizer than RBAC might)' };
    const { state, because } = await this.review(subject, need, signal);
    return { state: STATE[state], because };
  }

  /** The first question tells whether any may be asked: where not, a screen full of them is not sent. */
  private async review(subject: Subject, need: AccessNeed, signal: AbortSignal): Promise<AccessAnswer> {
    const ask = () => this.access.answerFor(subject, need, signal);
    if (this.first === undefined || this.clock.now() - this.first.atMs >= RBAC_AGE_MS) {
      this.first = { atMs: this.clock.now(), value: ask() };
      return this.first.value;
    }
    const first = await this.first.value;
    return mayAskAboutNobody(first) ? first : ask();
  }

  /** Read once for all who ask, whoever's window closes meanwhile. */
  roles(): Promise<RbacObjects> {
    if (this.rbac === undefined || this.clock.now() - this.rbac.atMs >= RBAC_AGE_MS)
      this.rbac = { atMs: this.clock.now(), value: readRbac(this.port, new AbortController().signal) };
    return this.rbac.value;
  }
}
