import { seriesText } from '../../../shared/analysis/why/labels';
import type { BenchRow, BenchShow, RulesKind } from '../../../shared/contract/bench';
import type { Passage } from '../../../shared/relabel/outcome';
import type { OverAll, Tested } from '../../../shared/relabel/overAll';
import type { JobTrial } from './jobTrial';

type Labels = Readonly<Record<string, string>>;

/** As much of a trial as its rows are made of. */
export interface Listed {
  readonly kind: RulesKind;
  readonly trial: JobTrial;
  readonly over: OverAll;
  readonly passage: Passage;
}

/** Rows that a list shows, found a few at a time; texts are made only of what is searched or shown. */
export class RowSearch {
  readonly rows: BenchRow[] = [];
  found = 0;
  private at = 0;
  private readonly words: readonly string[];

  constructor(
    private readonly listed: Listed,
    private readonly show: BenchShow,
    search: string,
    private readonly most: number,
  ) {
    this.words = search.toLowerCase().split(/\s+/).filter(Boolean);
  }

  /** Looks at one more; false: that was the last. */
  step(): boolean {
    const { over } = this.listed;
    if (this.at >= over.tested) return false;
    const index = this.at++;
    const tested = over.at(index);
    if (!isShown(this.show, tested)) return true;
    const isWanted = this.rows.length < this.most;
    if (this.words.length === 0 && !isWanted) {
      this.found += 1;
      return true;
    }
    const row = rowOf(index, tested, this.listed);
    const text = `${row.text} ${row.after ?? ''} ${row.target}`.toLowerCase();
    if (!this.words.every((word) => text.includes(word))) return true;
    this.found += 1;
    if (isWanted) this.rows.push(row);
    return true;
  }

  /** Those that become one stand together. */
  sorted(): readonly BenchRow[] {
    if (this.show !== 'collided') return this.rows;
    const key = ({ after, text }: BenchRow) => after ?? text;
    return [...this.rows].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))) || a.row - b.row);
  }
}

function isShown(show: BenchShow, { now, collides, differs }: Tested): boolean {
  if (show === 'all') return true;
  if (show === 'collided') return collides;
  return show === 'differs' ? differs : now === show;
}

function rowOf(row: number, tested: Tested, { kind, trial, passage }: Listed): BenchRow {
  const before = trial.tried.labelsAt(row);
  const target = trial.targets[trial.tried.targetAt(row)];
  const outcome = tested.now === 'kept' && kind !== 'target' ? undefined : passage(before);
  const rank = kind !== 'target' ? byOwner(target?.labels ?? {}) : byFame;
  const text = textOf(before, rank);
  const after = outcome?.kind === 'labels' ? textOf(outcome.labels, rank) : undefined;
  return {
    row,
    target: target?.name ?? '',
    text,
    ...(after === undefined || after === text ? {} : { after }),
    ...tested,
    ...(outcome?.kind === 'refused' ? { because: outcome.because } : {}),
  };
}

/** What a discovered target is known by; the others follow. */
const KNOWN_BY = ['__address__', '__meta_kubernetes_namespace', '__meta_kubernetes_pod_name', '__meta_kubernetes_service_name', 'instance'];

function byFame(name: string): number {
  const at = KNOWN_BY.indexOf(name);
  return at === -1 ? KNOWN_BY.length : at;
}

/** Whose a series is, as people say it. */
const NAMES = ['namespace', 'pod', 'container'];

/** A series' own labels tell it from its neighbours; those of its target are the same all the way down. */
function byOwner(ofTarget: Labels): (name: string) => number {
  return (name) => {
    const at = NAMES.indexOf(name);
    if (at !== -1) return at;
    return NAMES.length + (name === 'instance' ? 1 : Number(Object.hasOwn(ofTarget, name)) * 2);
  };
}

function textOf(labels: Labels, rank: (name: string) => number): string {
  const names = Object.keys(labels).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const sorted = Object.fromEntries(names.map((name) => [name, labels[name] ?? '']));
  return seriesText(labels['__name__'] ?? '', sorted, Number.POSITIVE_INFINITY);
}
