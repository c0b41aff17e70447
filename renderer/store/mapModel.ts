import { baseOf } from '../../shared/analysis/graph/shownCard';
import type { CardExtra, View } from '../../shared/contract/engine';
import { furtherCards } from '../../shared/mapLayout/furtherCards';
import { CARDS, type Card, HOPS, type Hop } from '../../shared/model/architecture';
import type { Report, ReportComponent, ReportEdge } from '../../shared/report/schema';
import type { State } from '../ui/Glyph';
import { findCuts } from './breaks';
import { NOTHING_TOLD, type Told, toldBy } from './findings';
import { HISTORY_OPENED, type MapMemory, NOTHING_REMEMBERED } from './mapStore';

/** One card of the map: where it stands and what the report says of it (nothing yet: a ghost). */
export interface MapCard {
  readonly card: Card;
  readonly name: string;
  readonly state: State;
  readonly found: ReportComponent | undefined;
  readonly extra: CardExtra | undefined;
  /** Dashed outline in its place: nothing has been looked at yet. */
  readonly ghost: boolean;
  /** Not well, and a finding says of it: the root itself, or what only follows from one. */
  readonly cause?: 'root' | 'follows';
}

export interface MapHop {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly pipeline: Hop['pipeline'];
  readonly carries: string;
  readonly cadence: Hop['cadence'];
  readonly found: ReportEdge | undefined;
  /** Who may read it although it is denied to the user: a service account. */
  readonly mayBy?: string;
  /** `cut`: the place where data stops. `follows`: broken because something before it is. */
  readonly role: 'carries' | 'cut' | 'follows' | 'ghost';
}

export interface MapModel {
  readonly cards: readonly MapCard[];
  readonly hops: readonly MapHop[];
}

type Seen = Pick<Report, 'components' | 'edges' | 'access'>;
const EMPTY_REPORT: Seen = { components: [], edges: [], access: [] };

/** The picture to draw: the architecture's fixed cards, what else the report found, and history when it is asked for; moved cards where the user put them. */
export function buildMap(view: View | undefined, memory: Pick<MapMemory, 'positions' | 'opened'> = NOTHING_REMEMBERED): MapModel {
  const report = view?.report ?? EMPTY_REPORT;
  const extras = new Map((view?.cards ?? []).map((extra) => [extra.id, extra]));
  const found = new Map(report.components.map((component) => [component.id, component]));
  const history = memory.opened.includes(HISTORY_OPENED);
  const told = toldBy(view);
  const drawnCards = [...CARDS.filter((card) => isDrawn(card, found.get(card.id), history)), ...furtherCards(report.components)];
  const cards = drawnCards.map((card) => {
    const drawn = toMapCard({ ...card, ...memory.positions[card.id] }, found.get(card.id), extras.get(card.id));
    return { ...drawn, ...causeOf(drawn, told) };
  });
  const drawn = new Set(cards.map(({ card }) => card.id));
  return { cards, hops: hopsOf(report, told).filter((hop) => drawn.has(hop.from) && drawn.has(hop.to)) };
}

/** Each state that a card or hop of the map is in, once; of hops nobody knows of, none. */
export function statesOf({ cards, hops }: MapModel): readonly State[] {
  return [...new Set<State>([...cards.map(({ state }) => state), ...hops.flatMap(({ found }) => found?.health ?? [])])].sort();
}

function isDrawn(card: Card, found: ReportComponent | undefined, history: boolean): boolean {
  if (card.shown === 'history') return history;
  return card.shown === 'always' || (found !== undefined && found.health !== 'absent');
}

function toMapCard(card: Card, found: ReportComponent | undefined, extra: CardExtra | undefined): MapCard {
  const past = card.shown === 'history';
  const state = past ? 'history' : (found?.health ?? 'unknown');
  return { card, name: card.title, state, found, extra, ghost: found === undefined && !past };
}

function causeOf({ card, state }: MapCard, { rootCards, effectCards }: Told): Pick<MapCard, 'cause'> {
  if (state !== 'broken' && state !== 'degraded') return {};
  return rootCards.has(card.id) ? { cause: 'root' } : effectCards.has(card.id) ? { cause: 'follows' } : {};
}

function hopsOf(report: Seen, told: Told = NOTHING_TOLD): readonly MapHop[] {
  if (report.edges.length === 0) return HOPS.map((hop) => toMapHop(hop.from, hop.to, undefined, 'ghost'));
  const roots = findCuts(report, told);
  return report.edges.map((edge) => ({ ...toMapHop(edge.from, edge.to, edge, roleOf(edge, roots)), ...whoMay(edge, report) }));
}

/** A hop that is denied to the user may well work: the consumer's own service account was asked about. */
function whoMay({ health, to }: ReportEdge, { access }: Seen): Pick<MapHop, 'mayBy'> {
  if (health !== 'denied') return {};
  const row = access.find(({ subject, resource, allowed }) => allowed === true && resource === 'nodes' && subject?.includes(baseOf(to)));
  const name = row?.subject?.split(':').pop();
  return name === undefined ? {} : { mayBy: name };
}

function roleOf(edge: ReportEdge, cuts: ReadonlySet<ReportEdge>): MapHop['role'] {
  if (edge.health !== 'broken') return 'carries';
  return cuts.has(edge) ? 'cut' : 'follows';
}

function toMapHop(from: string, to: string, found: ReportEdge | undefined, role: MapHop['role']): MapHop {
  const drawn = HOPS.find((hop) => hop.from === from && hop.to === to);
  return {
    id: `${from}>${to}`,
    from,
    to,
    pipeline: found?.pipeline ?? drawn?.pipeline ?? 'monitoring',
    carries: found?.carries ?? drawn?.carries ?? '',
    cadence: drawn?.cadence ?? (found?.periodSeconds === undefined ? 'on-demand' : 'poll'),
    found,
    role,
  };
}

/** Room that the map takes: the canvas of the design, longer when rows were added or cards were moved out of it. */
export function canvasOf(cards: readonly MapCard[]): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
} {
  const x = Math.min(0, ...cards.map(({ card }) => card.x - 18));
  const y = Math.min(0, ...cards.map(({ card }) => card.y - 40));
  const right = Math.max(1216, ...cards.map(({ card }) => card.x + card.w + 18));
  const bottom = Math.max(672, ...cards.map(({ card }) => card.y + card.h + 76));
  return { x, y, width: right - x, height: bottom - y };
}
