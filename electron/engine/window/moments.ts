import { type Beat, setBackMs } from '../../../shared/analysis/history/clockChange';
import type { Details, Strip, View } from '../../../shared/contract/engine';
import type { Health } from '../../../shared/model/health';
import type { Evidence } from '../../../shared/model/observation';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { Clock } from '../clock';
import { toReportEvidence } from '../session/reportEvidence';
import type { KeptAnswer } from '../store/answers';
import { MomentStore } from '../store/moments';
import { StateHistory } from '../store/states';
import { keptFacts } from './keptFacts';
import { KeptMoment, keptText, viewAt } from './keptView';
import { keptProofs, toStateChange } from './proofs';
import { StripTracks } from './strip';

/** A moment is kept this often, and whenever a pipeline turns. */
const MOMENT_MS = 5_000;
/** A pipeline that flaps is kept at most this often. */
const TURN_MS = 1_000;

/** Of one thing that flaps the window is told this many. */
const CHANGES_SENT = 100;

/** What of a look tells a member's state. */
interface MemberLook {
  readonly atMs: number;
  readonly judgement: {
    readonly health: Health;
    readonly because?: string;
    readonly evidence: readonly Evidence[];
    readonly facts?: readonly { readonly label: string; readonly value: string }[];
  };
}

export interface MomentsParts {
  readonly clock: Clock;
  /** When the session began. */
  readonly beganMs: number;
  readonly answers: { get(id: string): KeptAnswer | undefined };
}

/**
 * The past of one session: changes of state, the tracks of the time strip and what was shown at each moment of the last
 * hour. Also holds which of these moments the window shows, while the session looks on.
 */
export class Moments {
  private readonly states = new StateHistory();
  private readonly store = new MomentStore();
  private readonly tracks = new StripTracks();
  private readonly noted = new Map<string, MemberLook>();
  private held: { readonly atMs: number; readonly kept: KeptMoment } | undefined;
  private beat: Beat | undefined;
  private keptSteadyMs = Number.NEGATIVE_INFINITY;
  private beganMs: number;

  constructor(private readonly parts: MomentsParts) {
    this.beganMs = parts.beganMs;
  }

  /** Takes in what is so now; returns whether a pipeline turned. */
  observe(view: View, looks: ReadonlyMap<string, MemberLook>): boolean {
    const nowMs = this.followClock();
    this.noteStates(view, nowMs);
    this.noteMembers(looks, nowMs);
    if (view.paused) {
      this.tracks.rest();
      return false;
    }
    const turned = this.tracks.observe(view.report, nowMs);
    this.keep(view, looks, nowMs, turned);
    return turned;
  }

  /** The view that the window shows: of the moment it went to, else the given one, of now. */
  shown(view: View): View {
    return this.held ? viewAt(this.held.atMs, this.held.kept.view, view) : view;
  }

  /** Time of the moment shown; undefined: now. */
  get atMs(): number | undefined {
    return this.held?.atMs;
  }

  /** Goes to the newest moment that is not newer; without any, or with one that cannot be read, nothing changes. */
  goTo(atMs: number): void {
    const found = this.store.find(atMs);
    if (!found) return;
    const kept = KeptMoment.safeParse(JSON.parse(found.text));
    if (kept.success) this.held = { atMs: found.atMs, kept: kept.data };
  }

  goLive(): void {
    this.held = undefined;
  }

  strip(): Strip {
    return this.tracks.strip(this.parts.clock.now(), this.beganMs, this.store.times());
  }

  /** With the history of states; for a moment that is gone, with the facts of then and without what is kept of the newest look only. */
  details(details: Details): Details {
    const untilMs = this.atMs;
    const history = this.states
      .of(details.id, untilMs)
      .slice(0, CHANGES_SENT)
      .map((change) => toStateChange(change, this.parts.answers));
    if (untilMs === undefined) return { ...details, history };
    const members = details.members.flatMap((member) => {
      const [then] = this.states.of(member.id, untilMs);
      return then ? [{ ...member, health: then.to, because: then.because, ageSeconds: undefined }] : [];
    });
    return {
      ...details,
      history,
      members,
      facts: this.factsOf(details),
      answers: [],
      familyCount: undefined,
      denied: undefined,
      at: untilMs,
    };
  }

  /** Facts of the moment shown: of a member, or of the only one of a card; none where they were not kept. */
  private factsOf({ id, members, memberCount }: Details): Details['facts'] {
    const only = members.length === 1 && memberCount === undefined ? members[0]?.id : undefined;
    const kept = this.held?.kept.facts[only ?? id] ?? [];
    return kept.map(([label, value]) => ({ label, value }));
  }

  /** Keeps the order when the wall clock is set back: what was before is that much older than it says. */
  private followClock(): number {
    const now = { wallMs: this.parts.clock.now(), steadyMs: this.parts.clock.monotonic() };
    const back = this.beat ? setBackMs(this.beat, now) : 0;
    this.beat = now;
    if (back > 0) {
      this.states.redate(-back);
      this.store.redate(-back);
      this.tracks.redate(-back);
      this.beganMs -= back;
      if (this.held) this.held = { ...this.held, atMs: this.held.atMs - back };
    }
    return now.wallMs;
  }

  private noteStates(view: View, nowMs: number): void {
    const proofs = (evidence: readonly ReportEvidence[]) => (first: boolean) =>
      first ? evidence.slice(0, 1) : keptProofs(evidence, this.parts.answers);
    for (const { id, health, because, evidence } of view.report.components) this.states.note(id, nowMs, health, because, proofs(evidence));
    for (const { from, to, health, because, evidence } of view.report.edges)
      this.states.note(`${from}>${to}`, nowMs, health, because, proofs(evidence));
  }

  private noteMembers(looks: ReadonlyMap<string, MemberLook>, nowMs: number): void {
    for (const [id, look] of looks) {
      if (this.noted.get(id) === look) continue;
      this.noted.set(id, look);
      const { health, because, evidence } = look.judgement;
      this.states.note(id, Math.min(look.atMs, nowMs), health, because, (first) => {
        const kept = evidence.slice(0, first ? 1 : undefined).map(toReportEvidence);
        return first ? kept : keptProofs(kept, this.parts.answers);
      });
    }
    if (this.noted.size > looks.size) for (const id of this.noted.keys()) if (!looks.has(id)) this.noted.delete(id);
  }

  private keep(view: View, looks: ReadonlyMap<string, MemberLook>, nowMs: number, turned: boolean): void {
    if (view.phase === 'connecting') return;
    const steadyMs = this.parts.clock.monotonic();
    if (steadyMs - this.keptSteadyMs < (turned ? TURN_MS : MOMENT_MS)) return;
    this.keptSteadyMs = steadyMs;
    this.store.add(nowMs, keptText(view, keptFacts(looks)), turned);
  }
}
