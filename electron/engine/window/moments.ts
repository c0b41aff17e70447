import { type Beat, setBackMs } from '../../../shared/analysis/history/clockChange';
import { PIPELINES } from '../../../shared/analysis/history/trackState';
import type { Details, Strip, View } from '../../../shared/contract/engine';
import type { Health } from '../../../shared/model/health';
import type { Evidence } from '../../../shared/model/observation';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { Clock } from '../clock';
import { toReportEvidence } from '../session/reportEvidence';
import type { KeptAnswer } from '../store/answers';
import { type FoundMoment, MomentStore } from '../store/moments';
import type { Past } from '../store/past';
import { type KeptChange, StateHistory } from '../store/states';
import { keptFacts } from './keptFacts';
import { KeptMoment, keptText, viewAt, withoutAnswers } from './keptView';
import { keptProofs, toStateChange } from './proofs';
import { StripTracks } from './strip';
import { StripHours } from './stripHours';

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
  /** Where the user keeps history. */
  readonly past?: Past;
}

/**
 * The past of one session, and of earlier ones where history is kept: changes of state, the tracks of the time strip and what was shown at each moment of the last
 * hour. Also holds which of these moments the window shows, while the session looks on.
 */
export class Moments {
  private readonly states: StateHistory;
  private readonly store: MomentStore;
  private readonly tracks = new StripTracks();
  private readonly hours: StripHours;
  private readonly noted = new Map<string, MemberLook>();
  private held: { readonly atMs: number; readonly kept: KeptMoment } | undefined;
  private beat: Beat | undefined;
  private keptSteadyMs = Number.NEGATIVE_INFINITY;
  private beganMs: number;

  constructor(private readonly parts: MomentsParts) {
    this.beganMs = parts.beganMs;
    const { past } = parts;
    this.states = new StateHistory(undefined, undefined, (owner, change) => past?.takeChange(owner, change));
    this.store = new MomentStore(undefined, undefined, (atMs, turn, packed) => past?.takeMoment(this.beganMs, atMs, turn, packed));
    this.hours = new StripHours({ store: this.store, tracks: this.tracks, past });
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
    for (const pipeline of PIPELINES) this.parts.past?.takeTrack(pipeline, this.tracks.of(pipeline));
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

  /** Goes to the newest moment that is not newer, else the oldest; returns whether there is one that can be read: else nothing changes. */
  goTo(atMs: number): boolean {
    const found = this.find(atMs);
    const kept = found && KeptMoment.safeParse(JSON.parse(found.text));
    if (!kept?.success) return false;
    const isOfBefore = found !== undefined && found.atMs < this.beganMs;
    this.held = { atMs: found?.atMs ?? atMs, kept: isOfBefore ? withoutAnswers(kept.data) : kept.data };
    return true;
  }

  private find(atMs: number): FoundMoment | undefined {
    const { firstMs = Number.POSITIVE_INFINITY } = this.store;
    const kept = atMs < firstMs ? this.parts.past?.find(atMs) : undefined;
    return kept ?? this.store.find(atMs);
  }

  goLive(): void {
    this.held = undefined;
    this.hours.toNow();
  }

  /** The time strip shows the hour before, or the one after. */
  turnStrip(to: 'earlier' | 'later'): void {
    this.hours.turn(to, this.parts.clock.now());
  }

  strip(): Strip {
    return this.hours.strip(this.parts.clock.now(), this.beganMs);
  }

  /** With the history of states; for a moment that is gone, with the facts of then and without what is kept of the newest look only. */
  details(details: Details): Details {
    const untilMs = this.atMs;
    const history = this.changesOf(details.id, untilMs)
      .slice(0, CHANGES_SENT)
      .map((change) => toStateChange(change, this.parts.answers));
    if (untilMs === undefined) return { ...details, history };
    const members = details.members.flatMap((member) => {
      const [then] = this.changesOf(member.id, untilMs);
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

  /** Newest first; of earlier sessions too. */
  private changesOf(owner: string, untilMs = Number.POSITIVE_INFINITY): readonly KeptChange[] {
    const before = this.parts.past?.changes(owner).filter(({ atMs }) => atMs <= untilMs) ?? [];
    return [...this.states.of(owner, untilMs), ...before];
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
      this.parts.past?.redate(-back);
      this.hours.toNow();
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
