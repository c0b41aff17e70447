import { lookAtCluster } from '../../electron/engine/lookAtCluster';
import type { Entry } from '../../electron/engine/recording/entries';
import { FindingChanges, findingSpans } from '../../electron/engine/recording/findingSpans';
import { openReplay } from '../../electron/engine/recording/replay';
import type { ReplayFinding } from '../../shared/contract/replay';

/** As often as whoever records looks it up. */
const LOOKED_UP_MS = 2_000;

export interface RecordedFindings {
  /** As they were seen live, and written down. */
  readonly live: readonly ReplayFinding[];
  /** As they are seen when the recording is played. */
  readonly replayed: readonly ReplayFinding[];
  readonly fromMs: number;
  readonly toMs: number;
}

export async function recordedFindings(file: string): Promise<RecordedFindings> {
  const opened = await openReplay(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const { port, clock, recording, toEnd } = opened.value;
  const { session, report } = lookAtCluster(
    port,
    clock,
    () => [],
    () => undefined,
  );
  const changes = new FindingChanges();
  const seen: Entry[] = [];
  const end = new AbortController();
  const lookUp = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await clock.sleep(LOOKED_UP_MS, end.signal);
      const change = changes.since(report.make().findings);
      if (change !== undefined) seen.push({ kind: 'findings', atMs: clock.now(), ...change });
    }
  };
  session.start();
  void lookUp();
  await toEnd();
  end.abort();
  session.close();
  const { findings, fromMs, toMs } = recording;
  return { live: findings, replayed: findingSpans(seen), fromMs, toMs };
}

/** What was seen live and is not when it is replayed, or the other way round, or then at another time: empty where they are the same. */
export function findingDifferences({ live, replayed, toMs }: RecordedFindings, withinMs: number): readonly string[] {
  const [ours, theirs] = [joined(live, withinMs, toMs), joined(replayed, withinMs, toMs)];
  const isAlike = (a: ReplayFinding, b: ReplayFinding) =>
    a.id === b.id &&
    a.severity === b.severity &&
    Math.abs(a.fromMs - b.fromMs) <= withinMs &&
    Math.abs((a.toMs ?? toMs) - (b.toMs ?? toMs)) <= withinMs;
  return [
    ...ours.filter((one) => !theirs.some((other) => isAlike(one, other))).map((one) => `not when replayed: ${words(one)}`),
    ...theirs.filter((one) => !ours.some((other) => isAlike(one, other))).map((one) => `only when replayed: ${words(one)}`),
  ];
}

/** One that is away for less than that is one all the same; one that is there for less is of a look alone, and may fall between two. */
function joined(spans: readonly ReplayFinding[], withinMs: number, endMs: number): readonly ReplayFinding[] {
  const all: ReplayFinding[] = [];
  for (const span of spans) {
    const at = all.findIndex(
      ({ id, severity, toMs = endMs }) => id === span.id && severity === span.severity && span.fromMs - toMs <= withinMs,
    );
    const before = all[at];
    if (before === undefined) all.push(span);
    else all[at] = { ...before, toMs: span.toMs };
  }
  return all.filter(({ fromMs, toMs = endMs }) => toMs - fromMs > withinMs);
}

function words({ id, severity, fromMs, toMs }: ReplayFinding): string {
  const clock = (ms: number | undefined) => (ms === undefined ? 'the end' : new Date(ms).toISOString().slice(11, 19));
  return `${severity} ${id}, ${clock(fromMs)} to ${clock(toMs)}`;
}
