import { answeredFormat } from '../../../shared/exposition/contentType';
import { familySeries } from '../../../shared/exposition/families';
import type { Discovered } from '../../../shared/model/component';
import type { LookResult } from '../probers/prober';
import type { AnswerStore, KeptAnswer } from '../store/answers';
import type { Readings } from '../store/readings';

/** Text read in one go: the engine answers others in between. */
const BYTES_AT_ONCE = 1024 * 1024;
/** What a component exposes changes with its version, not with each look. */
const READ_AGAIN_MS = 5 * 60_000;
/** Members of a card that run the same program expose the same families: some speak for all. Applications each have their own. */
const MEMBERS_READ = { same: 3, apps: 100 } as const;

export interface FamiliesSeen {
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
  readonly answers: AnswerStore;
  readonly readings: Readings;
}

/** One family and who is known to expose it. */
export interface IndexedFamily {
  readonly name: string;
  readonly type: string | undefined;
  /** Ids of components in the order they were found, with how many series each has. */
  readonly owners: ReadonlyMap<string, number>;
}

interface ReadAnswer {
  readonly owner: string;
  readonly atMs: number;
  readonly families: readonly { readonly name: string; readonly type: string | undefined; readonly series: number }[];
}

/** Names of metric families in the kept answers, read piece by piece: 20,000 families of one component, or some of each of hundreds. */
export class FamilyIndex {
  private readonly read = new Map<string, ReadAnswer>();
  private merged: readonly IndexedFamily[] | undefined;

  /** Reads some more of what was not read yet or long ago; true when more is left. */
  readMore(seen: FamiliesSeen, nowMs: number): boolean {
    const due = this.dueOf(seen, nowMs);
    let bytes = 0;
    for (const [at, { key, owner, kept }] of due.entries()) {
      if (bytes >= BYTES_AT_ONCE) return at < due.length;
      bytes += kept.body.byteLength;
      this.read.set(key, { owner, atMs: nowMs, families: familiesIn(kept, seen.readings) });
      this.merged = undefined;
    }
    return false;
  }

  families(): readonly IndexedFamily[] {
    this.merged ??= merge(this.read.values());
    return this.merged;
  }

  /** Answers to read, and forgets those of components that are gone. */
  private dueOf(seen: FamiliesSeen, nowMs: number): { key: string; owner: string; kept: KeptAnswer }[] {
    const owners = new Set(speakersOf(seen));
    for (const [key, { owner }] of this.read) {
      if (owners.has(owner)) continue;
      this.read.delete(key);
      this.merged = undefined;
    }
    return [...owners].flatMap((owner) =>
      keptOf(owner, seen)
        .map((kept) => ({ key: `${owner} ${kept.request}`, owner, kept }))
        .filter(({ key }) => nowMs - (this.read.get(key)?.atMs ?? Number.NEGATIVE_INFINITY) >= READ_AGAIN_MS),
    );
  }
}

/** Components whose answers are read: with a kept exposition, the first few of each card. */
function speakersOf(seen: FamiliesSeen): string[] {
  const counts = new Map<string, number>();
  return seen.discovered.flatMap(({ id, card, kind }) => {
    const count = counts.get(card) ?? 0;
    if (count >= (kind === 'app' ? MEMBERS_READ.apps : MEMBERS_READ.same) || keptOf(id, seen).length === 0) return [];
    counts.set(card, count + 1);
    return [id];
  });
}

function keptOf(owner: string, { looks, answers }: FamiliesSeen): KeptAnswer[] {
  return (looks.get(owner)?.observations ?? []).flatMap(({ observation }) => {
    const kept = observation.state === 'ok' && observation.answerId !== undefined ? answers.get(observation.answerId) : undefined;
    const format = answeredFormat(kept?.contentType);
    return kept !== undefined && format !== 'unknown' ? [kept] : [];
  });
}

function familiesIn(kept: KeptAnswer, readings: Readings): ReadAnswer['families'] {
  const reading = readings.of(kept);
  if (!reading.ok) return [];
  return familySeries(reading.value).map(({ name, type, series }) => ({ name, type, series }));
}

function merge(answers: Iterable<ReadAnswer>): IndexedFamily[] {
  const merged = new Map<string, { name: string; type: string | undefined; owners: Map<string, number> }>();
  for (const { owner, families } of answers) {
    for (const { name, type, series } of families) {
      const known = merged.get(name) ?? { name, type, owners: new Map<string, number>() };
      known.owners.set(owner, (known.owners.get(owner) ?? 0) + series);
      merged.set(name, known);
    }
  }
  return [...merged.values()];
}
