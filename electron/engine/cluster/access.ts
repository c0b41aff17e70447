import type { AccessNeed } from '../../../shared/model/observation';
import type { ReportAccess } from '../../../shared/report/schema';
import type { Clock } from '../clock';
import { BASIC_NEEDS, needKey } from './accessNeeds';
import { mayEverything, type Review, rulesReview, selfReview, subjectReview } from './accessReviews';
import type { ClusterPort } from './port';
import { evaluateRbac, type RbacObjects, type Subject, userName } from './rbac';
import { readRbac } from './readRbac';
import { remedyFor } from './roleYaml';

export type AccessState = 'allowed' | 'denied' | 'unknown';

export interface AccessAnswer {
  readonly need: AccessNeed;
  /** Who: absent for the user, else "system:serviceaccount:monitoring:prometheus". */
  readonly subject?: string;
  readonly state: AccessState;
  /** One sentence: which review or which Role says so. */
  readonly because: string;
  readonly atMs: number;
}

export interface Access {
  /** Asks what everything else builds on, in parallel; never rejects. */
  begin(signal: AbortSignal): Promise<void>;
  /** May the user? Answered from memory while that is fresh; `unknown` when nobody says, and then trying is right. */
  ask(need: AccessNeed, signal: AbortSignal): Promise<AccessState>;
  answer(need: AccessNeed, signal: AbortSignal): Promise<AccessAnswer>;
  /** May a service account or another user? */
  answerFor(subject: Subject, need: AccessNeed, signal: AbortSignal): Promise<AccessAnswer>;
  /** The smallest thing that would help, one sentence. Never nodes/proxy. */
  remedyFor(need: AccessNeed): string;
  /** Everything asked so far. */
  answers(): readonly AccessAnswer[];
  /** The same as rows of the Report; `allowed` is absent where it is unknown. */
  known(): readonly ReportAccess[];
}

export interface AccessOptions {
  /** Milliseconds until a question is asked again. Denied and unknown sooner: somebody may be granting it right now. */
  readonly allowedAgeMs?: number;
  readonly deniedAgeMs?: number;
}

const ALLOWED_AGE_MS = 300_000;
const DENIED_AGE_MS = 60_000;

export function createAccess(port: ClusterPort, clock: Clock, options: AccessOptions = {}): Access {
  return new AccessCache(port, clock, options.allowedAgeMs ?? ALLOWED_AGE_MS, options.deniedAgeMs ?? DENIED_AGE_MS);
}

/** Questions are shared by all who wait for them, so that no single one's abort ends them. */
const NOBODYS_SIGNAL = new AbortController().signal;

class AccessCache implements Access {
  readonly remedyFor = remedyFor;
  readonly #answers = new Map<string, AccessAnswer>();
  readonly #asking = new Map<string, Promise<AccessAnswer>>();
  #everything: { readonly atMs: number; readonly value: Promise<boolean> } | undefined;
  #rbac: { readonly atMs: number; readonly value: Promise<RbacObjects> } | undefined;

  constructor(
    private readonly port: ClusterPort,
    private readonly clock: Clock,
    private readonly allowedAgeMs: number,
    private readonly deniedAgeMs: number,
  ) {}

  async begin(signal: AbortSignal): Promise<void> {
    await Promise.all(BASIC_NEEDS.map((need) => this.ask(need, signal)));
  }

  async ask(need: AccessNeed, signal: AbortSignal): Promise<AccessState> {
    return (await this.answer(need, signal)).state;
  }

  answer(need: AccessNeed, signal: AbortSignal): Promise<AccessAnswer> {
    return this.#once(need, undefined, () => this.#self(need), signal);
  }

  answerFor(subject: Subject, need: AccessNeed, signal: AbortSignal): Promise<AccessAnswer> {
    return this.#once(need, userName(subject), () => this.#other(subject, need), signal);
  }

  answers(): readonly AccessAnswer[] {
    return [...this.#answers.values()];
  }

  known(): readonly ReportAccess[] {
    return this.answers().map(({ need, subject, state }) => {
      const { verb, group, resource, subresource, namespace, path } = need;
      const allowed = state === 'unknown' ? undefined : state === 'allowed';
      return { subject, verb, group, resource, subresource, namespace, path, allowed };
    });
  }

  async #once(need: AccessNeed, subject: string | undefined, find: () => Promise<Review>, signal: AbortSignal): Promise<AccessAnswer> {
    const key = `${subject ?? ''} ${needKey(need)}`;
    const known = this.#answers.get(key);
    if (known !== undefined && this.#isFresh(known)) return known;
    if (signal.aborted) return this.#made(need, subject, { kind: 'unknown', because: 'it was not asked' });
    const asking = this.#asking.get(key) ?? this.#find(key, need, subject, find);
    this.#asking.set(key, asking);
    return asking;
  }

  async #find(key: string, need: AccessNeed, subject: string | undefined, find: () => Promise<Review>): Promise<AccessAnswer> {
    const answer = this.#made(need, subject, await find());
    this.#asking.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  #made(need: AccessNeed, subject: string | undefined, { kind, because }: Review): AccessAnswer {
    return { need, subject, state: kind === 'refused' ? 'unknown' : kind, because, atMs: this.clock.now() };
  }

  #isFresh({ state, atMs }: AccessAnswer): boolean {
    return this.clock.now() - atMs < (state === 'allowed' ? this.allowedAgeMs : this.deniedAgeMs);
  }

  async #self(need: AccessNeed): Promise<Review> {
    if (await this.#mayEverything()) return { kind: 'allowed', because: 'you may do everything (verb * on * and on all paths)' };
    const review = await selfReview(this.port, need, NOBODYS_SIGNAL);
    return review.kind === 'refused' ? rulesReview(this.port, need, NOBODYS_SIGNAL) : review;
  }

  #mayEverything(): Promise<boolean> {
    const { clock } = this;
    if (this.#everything === undefined || clock.now() - this.#everything.atMs >= this.allowedAgeMs) {
      this.#everything = { atMs: clock.now(), value: mayEverything(this.port, NOBODYS_SIGNAL) };
    }
    return this.#everything.value;
  }

  async #other(subject: Subject, need: AccessNeed): Promise<Review> {
    const review = await subjectReview(this.port, subject, need, NOBODYS_SIGNAL);
    if (review.kind !== 'refused') return review;
    const { clock } = this;
    if (this.#rbac === undefined || clock.now() - this.#rbac.atMs >= this.allowedAgeMs) {
      this.#rbac = { atMs: clock.now(), value: readRbac(this.port, NOBODYS_SIGNAL) };
    }
    return fromRbac(subject, need, await this.#rbac.value);
  }
}

function fromRbac(subject: Subject, need: AccessNeed, objects: RbacObjects): Review {
  const evaluation = evaluateRbac(subject, need, objects);
  switch (evaluation.state) {
    case 'allowed':
      return { kind: 'allowed', because: `by the Role ${evaluation.by}` };
    case 'denied':
      return { kind: 'denied', because: 'no Role or binding allows it (another authorizer than RBAC might)' };
    case 'unknown':
      return { kind: 'unknown', because: `${NEITHER} ${evaluation.unread.join(', ')}` };
  }
}

const NEITHER = 'you may neither ask for others nor read';

/** Whether the user may ask about nobody else: further questions would be answered alike. */
export function mayAskAboutNobody({ because }: Pick<AccessAnswer, 'because'>): boolean {
  return because.startsWith(NEITHER);
}
