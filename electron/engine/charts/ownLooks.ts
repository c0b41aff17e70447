import { downsample } from '../../../shared/analysis/series/downsample';
import { type Stretch, usualStepMs, withGaps } from '../../../shared/analysis/series/gaps';
import { gatherBy, gatherLines, gatherOf } from '../../../shared/analysis/series/gather';
import type { SeriesPoint } from '../../../shared/analysis/series/point';
import type { SeriesData } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import { seriesOwners } from '../session/details';
import type { History, SeriesHead } from '../store/history';

/** Points of one line that go to the window. */
export const LINE_POINTS = 2_000;
/** What stands on a chart that Hopscope saw itself. */
export const OWN_SOURCE = 'own looks';
/** A line that comes in from before the axis begins has its last point before it. */
const BEFORE_MS = 60_000;
/** A card's members are drawn together up to here; more of them take turns, and their lines would be full of holes. */
const MEMBERS_DRAWN = 25;
const USUAL_STEP_MS = 15_000;

interface OwnLine {
  readonly head: SeriesHead;
  readonly points: readonly SeriesPoint[];
  readonly infinite: number;
}

/** What Hopscope saw of a card or member: a line for each series; of a card with several members theirs put together as well. */
export function ownLooks(id: string, discovered: readonly Discovered[], history: History, stretch: Stretch): readonly SeriesData[] {
  const members = discovered.filter((found) => found.card === id || found.id === id);
  const owners = seriesOwners(id, members.length === 1 ? members[0] : undefined);
  const own = owners.flatMap((owner) => linesOf(owner, history, stretch).map((line) => asSeries(owner, line)));
  const several = members.length > 1 && members.length <= MEMBERS_DRAWN;
  return several ? [...ofMembers(members, history, stretch), ...own] : own;
}

/** Seconds between two looks: of the line that is looked at most often. What a card says of itself changes with each look at anything. */
export function ownStepSeconds(series: readonly SeriesData[]): number | undefined {
  const charted = series.filter(({ chart }) => chart !== undefined);
  const steps = (charted.length > 0 ? charted : series).flatMap(
    ({ points }) => usualStepMs(points.filter((point) => point.value !== null)) ?? [],
  );
  return steps.length === 0 ? undefined : Math.max(1, Math.round(Math.min(...steps) / 1_000));
}

function linesOf(owner: string, history: History, { fromMs, toMs }: Stretch): readonly OwnLine[] {
  return history.heads(owner).map((head) => {
    const points = history.read(owner, head.key, fromMs - BEFORE_MS).filter((point) => point.atMs <= toMs);
    const infinite = points.filter((point) => point.value !== null && !Number.isFinite(point.value)).length;
    const finite = points.map(({ atMs, value }) => ({ atMs, value: value !== null && Number.isFinite(value) ? value : null }));
    return { head, points: withGaps(finite), infinite };
  });
}

function asSeries(owner: string, { head, points, infinite }: OwnLine): SeriesData {
  const series = { ...head, key: `${owner} ${head.key}`, source: OWN_SOURCE, points: [...downsample(points, LINE_POINTS)] };
  return infinite > 0 ? { ...series, infinite } : series;
}

/** A chart with one line a member has a line for each of them; lines with names (by path, by result) are added up over the members. */
function ofMembers(members: readonly Discovered[], history: History, stretch: Stretch): readonly SeriesData[] {
  const all = members.flatMap((member) => linesOf(member.id, history, stretch).map((line) => ({ member, line })));
  const charted = all.filter(({ line }) => line.head.chart !== undefined);
  const alone = charted.filter(({ line }) => line.head.line === undefined);
  const shared = new Map<string, OwnLine[]>();
  for (const { line } of charted.filter((each) => each.line.head.line !== undefined))
    shared.set(line.head.key, [...(shared.get(line.head.key) ?? []), line]);
  return [
    ...alone.map(({ member, line }) => asSeries(member.id, { ...line, head: { ...line.head, line: member.node ?? member.name } })),
    ...[...shared.values()].flatMap((lines) => (lines[0] ? [asSeries(members[0]?.card ?? '', together(lines[0].head, lines))] : [])),
  ];
}

function together(head: SeriesHead, lines: readonly OwnLine[]): OwnLine {
  const stepMs = Math.max(1_000, ...lines.map(({ points }) => usualStepMs(points) ?? USUAL_STEP_MS));
  const points = gatherLines(
    lines.map((line) => line.points),
    Math.round(stepMs / 1_000) * 1_000,
    gatherBy(gatherOf(head.unit)),
  );
  return { head, points, infinite: lines.reduce((sum, line) => sum + line.infinite, 0) };
}
