import type { PodLife } from '../../../shared/analysis/blindSpots/podLife';
import { reasonOf } from '../../../shared/analysis/blindSpots/reasons';
import type { JudgedState } from '../../../shared/analysis/blindSpots/summary';
import { isJudged } from '../../../shared/analysis/blindSpots/summary';
import { type BlindPage, type BlindPodRow, MOST_BLIND_PODS } from '../../../shared/contract/blindSpots';

/** The pods of these states, worst first: those of whose changes most were lost, then those that changed last. */
export function rowsOf(judged: readonly JudgedState[], search: string): Pick<BlindPage, 'total' | 'matched' | 'pods'> {
  const byPod = new Map<string, JudgedState[]>();
  for (const each of judged) {
    const known = byPod.get(each.life.uid);
    if (known === undefined) byPod.set(each.life.uid, [each]);
    else known.push(each);
  }
  const rows = [...byPod.values()].flatMap((states) => rowOf(states) ?? []);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matched = rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  return { total: rows.length, matched: matched.length, pods: matched.sort(worstFirst).slice(0, MOST_BLIND_PODS) };
}

function rowOf(states: readonly JudgedState[]): BlindPodRow | undefined {
  const life = states[0]?.life;
  if (life === undefined) return undefined;
  const lost = states.filter(({ seen }) => seen.verdict === 'could-not-be-seen' || seen.verdict === 'was-missed');
  return {
    uid: life.uid,
    namespace: life.namespace,
    name: life.name,
    owner: ownerOf(life),
    node: life.node,
    gone: life.goneMs !== undefined,
    changes: states.filter(({ seen }) => isJudged(seen)).length,
    unseen: lost.filter(({ seen }) => seen.verdict === 'could-not-be-seen').length,
    missed: lost.filter(({ seen }) => seen.verdict === 'was-missed').length,
    worst: gravest(lost),
    lastMs: Math.max(...states.map(({ state }) => state.fromMs)),
  };
}

/** "Job/burst-29921116". */
export function ownerOf({ owner }: PodLife): string | undefined {
  return owner === undefined ? undefined : `${owner.kind}/${owner.name}`;
}

/** Ends that are failures are named before waits, waits before the rest; of one kind the one that was lost most often. */
function gravest(lost: readonly JudgedState[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { state, life } of lost) {
    const reason = reasonOf(state, life.owner);
    counts.set(reason, (counts.get(reason) ?? 0) + 1 + GRAVITY[gravityOf(state)]);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

const GRAVITY = { failed: 10_000, waits: 100, other: 0 } as const;

function gravityOf({ signal, value }: JudgedState['state']): keyof typeof GRAVITY {
  if ((signal === 'terminated' || signal === 'init-terminated') && value !== 'Completed') return 'failed';
  return signal === 'waiting' || signal === 'init-waiting' || signal === 'unschedulable' ? 'waits' : 'other';
}

function textOf({ namespace, name, owner = '', node = '', worst = '' }: BlindPodRow): string {
  return `${namespace}/${name} ${owner} ${node} ${worst}`.toLowerCase();
}

function worstFirst(a: BlindPodRow, b: BlindPodRow): number {
  return b.unseen + b.missed - a.unseen - a.missed || b.lastMs - a.lastMs || a.name.localeCompare(b.name);
}
