import { beginLife, endLife, followPod } from '../../../shared/analysis/blindSpots/follow';
import type { PodLife } from '../../../shared/analysis/blindSpots/podLife';
import type { PodObject } from '../../../shared/model/inventory';
import type { HeardHow } from '../cluster/watchedResources';

export const KEPT_MS = 3_600_000;
/** A state takes some 260 bytes (npm run bench -- pods): 60,000 are 16 MB. */
const MOST_STATES = 60_000;
/** Of one pod: a crash loop makes some 40 an hour. */
const MOST_OF_ONE = 400;
const TIDY_MS = 60_000;
/** Different texts of states that are kept once: times make more of them now and then. */
const MOST_TEXTS = 10_000;

interface Known {
  readonly pod: PodObject;
  readonly sinceMs: number;
}

/**
 * The lives of pods as they are watched: each version as it came, kept as the states it began and ended, of the last hour. A
 * pod to which nothing happened costs an entry that names the object of the watch. Over the cap the lives that changed longest
 * ago are let go, and counted.
 */
export class PodLog {
  readonly #known = new Map<string, Known>();
  /** Those that changed last stand last. */
  readonly #lives = new Map<string, PodLife>();
  readonly #texts = new Map<string, string>();
  #states = 0;
  #dropped = 0;
  #tidiedMs = Number.NEGATIVE_INFINITY;
  #watchedFromMs: number | undefined;

  constructor(
    private readonly nowMs: () => number,
    private readonly mostStates = MOST_STATES,
  ) {}

  /** When the first pod came in. */
  get watchedFromMs(): number | undefined {
    return this.#watchedFromMs;
  }

  get dropped(): number {
    return this.#dropped;
  }

  lives(): Iterable<PodLife> {
    this.#tidy();
    return this.#lives.values();
  }

  life(uid: string): PodLife | undefined {
    return this.#lives.get(uid);
  }

  hear(how: HeardHow, pod: PodObject): void {
    const atMs = this.nowMs();
    this.#watchedFromMs ??= atMs;
    if (how === 'removed' || how === 'missing') this.#end(pod, how, atMs);
    else this.#take(how, pod, atMs);
    this.#tidy();
  }

  #take(how: HeardHow, pod: PodObject, atMs: number): void {
    const known = this.#known.get(pod.uid);
    const sinceMs = known?.sinceMs ?? atMs;
    this.#known.set(pod.uid, { pod, sinceMs });
    const before = this.#lives.get(pod.uid) ?? (known && beginLife(known.pod, known.sinceMs, 'found'));
    if (before === undefined) {
      if (how === 'listed' && !tellsOf(pod, atMs - KEPT_MS)) return;
      const life = beginLife(pod, atMs, how === 'changed' ? 'born' : 'found');
      if (isRecent(life, atMs - KEPT_MS)) this.#keep(life);
      return;
    }
    const life = followPod(before, pod, atMs);
    if (isOther(before, life)) this.#keep(life);
  }

  #end(pod: PodObject, how: HeardHow, atMs: number): void {
    const known = this.#known.get(pod.uid);
    this.#known.delete(pod.uid);
    const begun = this.#lives.get(pod.uid) ?? beginLife(known?.pod ?? pod, known?.sinceMs ?? atMs, 'found');
    // The object of a DELETED event is the last version there was.
    const before = how === 'removed' ? followPod(begun, { ...pod, deletedMs: known?.pod.deletedMs }, atMs) : begun;
    this.#keep(endLife(before, atMs));
  }

  #keep(life: PodLife): void {
    const known = new Set(this.#lives.get(life.uid)?.states);
    const states = life.states.slice(-MOST_OF_ONE).map((state) => (known.has(state) ? state : { ...state, says: this.#text(state.says) }));
    this.#forget(life.uid);
    this.#lives.set(life.uid, { ...life, states });
    this.#states += states.length;
    for (const uid of this.#lives.keys()) {
      if (this.#states <= this.mostStates) return;
      this.#forget(uid);
      this.#dropped += 1;
    }
  }

  /** The same field says the same of thousands of pods. */
  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }

  #forget(uid: string): void {
    this.#states -= this.#lives.get(uid)?.states.length ?? 0;
    this.#lives.delete(uid);
  }

  /** Lets go of what ended more than an hour ago. */
  #tidy(): void {
    const atMs = this.nowMs();
    if (atMs - this.#tidiedMs < TIDY_MS) return;
    this.#tidiedMs = atMs;
    const fromMs = atMs - KEPT_MS;
    for (const [uid, life] of this.#lives) {
      const states = life.states.filter(({ toMs = atMs }) => toMs >= fromMs);
      this.#states += states.length - life.states.length;
      if (isRecent({ ...life, states }, fromMs)) this.#lives.set(uid, { ...life, states });
      else this.#forgetWhole(uid, states.length);
    }
  }

  #forgetWhole(uid: string, states: number): void {
    this.#states -= states;
    this.#lives.delete(uid);
  }
}

/** Whether the status has a time since then: most of 30,000 pods that are listed have none, and cost no more than this. */
function tellsOf({ createdMs, conditions, statuses, otherStatuses = [] }: PodObject, fromMs: number): boolean {
  const times = [...statuses, ...otherStatuses].flatMap(({ startedMs, finishedMs, lastTerminated }) => [
    startedMs,
    finishedMs,
    lastTerminated?.finishedMs,
  ]);
  return [createdMs, ...conditions.map(({ sinceMs }) => sinceMs), ...times].some((ms) => ms !== undefined && ms >= fromMs);
}

/** Something of it began or ended since. */
function isRecent({ states }: PodLife, fromMs: number): boolean {
  return states.some((state) => state.fromMs >= fromMs || (state.toMs !== undefined && state.toMs >= fromMs));
}

function isOther(before: PodLife, after: PodLife): boolean {
  return before.states.length !== after.states.length || after.states.some((state, at) => state !== before.states[at]);
}
