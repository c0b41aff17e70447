import type { Discovered } from '../../../shared/model/component';
import type { Prober } from '../probers/prober';

/** Up to so many members of one kind are all looked at wholly in every period; more take turns. */
export const FEW = 25;
/**
 * Members of a kind that take their turn in one period. A kubelet costs seven requests, its cAdvisor one, its node-exporter one:
 * eight of each and their applications are some 75 requests in 15 s, half of the budget of 10 a second.
 */
export const TURN = 8;
/** A look that makes no request repeats at this pace: what it reads (conditions, leases) changes each 10 s. */
const BULK_PERIOD_MS = 30_000;

export interface Look {
  readonly found: Discovered;
  readonly prober: Prober;
  readonly depth: 'whole' | 'bulk';
}

interface Slot {
  found: Discovered;
  prober: Prober;
  wholeDueMs: number;
  bulkDueMs: number;
  running: boolean;
  /** The last whole look was not ok: it is repeated at the ordinary pace, also in a big cluster. */
  trouble: boolean;
  dueAgain: boolean;
  /** What it was judged by has changed since. */
  outdated: boolean;
}

/**
 * Which look is next. Small kinds: every member each period. Big kinds: TURN members a period in
 * turn, those in trouble and the one on the screen at the ordinary pace, and for all a
 * bulk look, which makes no requests.
 */
export class Schedule {
  private readonly slots = new Map<string, Slot>();
  private readonly counts = new Map<string, number>();
  private selected: string | undefined;
  private queue: Slot[] = [];
  /** Nothing outside the queue is due before this: of 16,000 slots not each is asked after each look. */
  private soonestMs = Number.NEGATIVE_INFINITY;
  /** The kinds that somebody builds on. */
  private readonly builtOn = new Set<Discovered['kind']>();
  private factor = 1;

  constructor(private readonly proberOf: (found: Discovered) => Prober | undefined) {}

  /**
   * Takes over what discovery found now: new ones are due at once (in turn when many), gone ones are forgotten.
   * @returns ids of those that have other pods than before
   */
  update(discovered: readonly Discovered[], nowMs: number): readonly string[] {
    const moved: string[] = [];
    this.soonestMs = Number.NEGATIVE_INFINITY;
    this.counts.clear();
    for (const found of discovered) this.counts.set(found.card, (this.counts.get(found.card) ?? 0) + 1);
    const seen = new Set<string>();
    const turn = new Map<string, number>();
    for (const found of discovered) {
      const prober = this.proberOf(found);
      if (!prober) continue;
      seen.add(found.id);
      for (const kind of prober.buildsOn) this.builtOn.add(kind);
      const slot = this.slots.get(found.id);
      if (slot) {
        if (!samePods(slot.found, found)) {
          moved.push(found.id);
          // The look that is under way will be judged by the pods of before.
          if (slot.running) slot.dueAgain = slot.outdated = true;
        }
        slot.found = found;
        slot.prober = prober;
        continue;
      }
      const at = turn.get(found.card) ?? 0;
      turn.set(found.card, at + 1);
      const many = (this.counts.get(found.card) ?? 0) > FEW;
      const wait = many ? Math.floor(at / TURN) * prober.periodMs * this.factor : 0;
      this.slots.set(found.id, {
        found,
        prober,
        wholeDueMs: nowMs + wait,
        bulkDueMs: nowMs,
        running: false,
        trouble: false,
        dueAgain: false,
        outdated: false,
      });
    }
    for (const id of this.slots.keys()) if (!seen.has(id)) this.slots.delete(id);
    return moved;
  }

  /** Every period is this much longer (shorter below 1) from now on; what is due later is drawn nearer when periods shrink. */
  setPace(factor: number, nowMs: number): void {
    const change = factor / this.factor;
    this.factor = factor;
    this.soonestMs = Number.NEGATIVE_INFINITY;
    for (const slot of this.slots.values()) {
      slot.wholeDueMs = nowMs + Math.max(0, slot.wholeDueMs - nowMs) * change;
      slot.bulkDueMs = nowMs + Math.max(0, slot.bulkDueMs - nowMs) * change;
    }
  }

  /** A kind was seen for the first time: who builds on it is due. */
  seenFirst(kind: Discovered['kind'], nowMs: number): void {
    if (!this.builtOn.has(kind)) return;
    this.soonestMs = Number.NEGATIVE_INFINITY;
    for (const slot of this.slots.values())
      if (slot.prober.buildsOn.includes(kind)) {
        slot.wholeDueMs = Math.min(slot.wholeDueMs, nowMs);
        slot.dueAgain = slot.running;
      }
  }

  /** These are due: what they are judged by has changed. */
  again(ids: readonly string[], nowMs: number): void {
    this.soonestMs = Number.NEGATIVE_INFINITY;
    for (const id of ids) {
      const slot = this.slots.get(id);
      if (!slot) continue;
      slot.wholeDueMs = Math.min(slot.wholeDueMs, nowMs);
      slot.dueAgain = slot.running;
      slot.outdated = true;
    }
  }

  /** Some were judged by what is no longer so, and have not been looked at since. */
  get isOutdated(): boolean {
    return [...this.slots.values()].some(({ outdated }) => outdated);
  }

  select(id: string | undefined, nowMs: number): void {
    this.selected = id;
    this.soonestMs = Number.NEGATIVE_INFINITY;
    const slot = id === undefined ? undefined : this.slots.get(id);
    if (slot && this.isMany(slot)) slot.wholeDueMs = Math.min(slot.wholeDueMs, nowMs);
  }

  /** Whether the user looks at this member, or at its card. */
  isSelected(found: Discovered): boolean {
    return this.selected !== undefined && (found.id === this.selected || found.card === this.selected);
  }

  /** One of so many that they take turns, and neither in trouble nor selected: its whole looks are far apart. */
  isOneOfMany(found: Discovered): boolean {
    const slot = this.slots.get(found.id);
    return slot !== undefined && this.isMany(slot) && !slot.trouble && found.id !== this.selected;
  }

  /** Everything is due now: "look now", and after a connection came back. */
  lookNow(nowMs: number): void {
    this.soonestMs = Number.NEGATIVE_INFINITY;
    for (const slot of this.slots.values()) {
      if (!this.isMany(slot)) slot.wholeDueMs = nowMs;
      slot.bulkDueMs = nowMs;
    }
  }

  /** The next look that is due, marked as running; undefined when none is. What is on the screen goes first. */
  take(nowMs: number): Look | undefined {
    const onScreen = this.selected === undefined ? undefined : this.slots.get(this.selected);
    if (onScreen && this.isDue(onScreen, nowMs)) return this.start(onScreen, nowMs);
    // One pass over all slots fills a queue: thousands of due looks must not cost a pass each.
    if (this.queue.length === 0 && this.soonestMs <= nowMs) this.queue = this.dueSlots(nowMs);
    for (let slot = this.queue.pop(); slot; slot = this.queue.pop()) {
      if (this.slots.get(slot.found.id) === slot && this.isDue(slot, nowMs)) return this.start(slot, nowMs);
    }
    return undefined;
  }

  private start(slot: Slot, nowMs: number): Look {
    slot.running = true;
    return { found: slot.found, prober: slot.prober, depth: slot.wholeDueMs <= nowMs ? 'whole' : 'bulk' };
  }

  private countOf(slot: Slot): number {
    return this.counts.get(slot.found.card) ?? 0;
  }

  /**
   * Due slots, longest overdue last (the queue is taken from its end); of equally due ones those of small kinds: one Prometheus
   * tells of more than one of a thousand kubelets.
   */
  private dueSlots(nowMs: number): Slot[] {
    const due: Slot[] = [];
    this.soonestMs = Number.POSITIVE_INFINITY;
    for (const slot of this.slots.values()) {
      if (this.isDue(slot, nowMs)) due.push(slot);
      else if (!slot.running) this.soonestMs = Math.min(this.soonestMs, this.dueMs(slot));
    }
    return due.reverse().sort((a, b) => this.dueMs(b) - this.dueMs(a) || this.countOf(b) - this.countOf(a));
  }

  private isDue(slot: Slot, nowMs: number): boolean {
    return !slot.running && this.dueMs(slot) <= nowMs;
  }

  private dueMs(slot: Slot): number {
    return this.isMany(slot) ? Math.min(slot.wholeDueMs, slot.bulkDueMs) : slot.wholeDueMs;
  }

  /** A look has ended; `healthy` decides how soon the next whole one of a big kind comes. */
  done(look: Look, healthy: boolean, nowMs: number): void {
    const slot = this.slots.get(look.found.id);
    if (!slot) return;
    slot.running = false;
    slot.bulkDueMs = nowMs + BULK_PERIOD_MS * this.factor;
    if (look.depth === 'whole') {
      slot.trouble = !healthy;
      // Due again already: something that it builds on came while it looked.
      slot.wholeDueMs = slot.dueAgain ? nowMs : nowMs + this.periodOf(slot);
      if (!slot.dueAgain) slot.outdated = false;
      slot.dueAgain = false;
    }
    this.soonestMs = Math.min(this.soonestMs, this.dueMs(slot));
  }

  /** Milliseconds until something is due; at most one second so that selections are seen. */
  waitMs(nowMs: number): number {
    const soonestMs = this.queue.length === 0 ? this.soonestMs : nowMs;
    return Math.min(1_000, Math.max(soonestMs - nowMs, 10));
  }

  private isMany(slot: Slot): boolean {
    return this.countOf(slot) > FEW;
  }

  private periodOf(slot: Slot): number {
    const ordinary = !this.isMany(slot) || slot.found.id === this.selected || slot.trouble;
    const turns = ordinary ? 1 : Math.ceil(this.countOf(slot) / TURN);
    return slot.prober.periodMs * turns * this.factor;
  }
}

function samePods({ pods }: Discovered, { pods: others }: Discovered): boolean {
  return pods.length === others.length && pods.every((pod, at) => pod === others[at]);
}
