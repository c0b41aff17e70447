import { furtherCards } from '../mapLayout/furtherCards';
import type { Box, HopRoute } from '../mapLayout/hopRoute';
import { routeHop } from '../mapLayout/hopRoutes';
import { CARDS, type Card, HOPS } from '../model/architecture';
import { formatDuration, formatLabelled, formatOf } from '../model/format';
import type { Health } from '../model/health';
import type { Report, ReportComponent, ReportEdge } from '../report/schema';

/** The map of a Report as every drawing of it needs it. */
export interface MapPicture {
  readonly title: string;
  readonly cards: readonly PictureCard[];
  readonly hops: readonly PictureHop[];
  /** The canvas begins at 0, or further left and up where a card was moved beyond. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureCard extends Box {
  /** Unique among the cards, as the Report names it. */
  readonly id: string;
  readonly name: string;
  readonly role: Card['role'];
  readonly pipeline: Card['pipeline'];
  readonly state: Health;
  /** "broken: 0 of 3 serve", "ok, 3 of 3, 4,443 series". */
  readonly says: string;
}

export interface PictureHop extends Pick<HopRoute, 'points' | 'label'> {
  readonly from: string;
  readonly to: string;
  readonly pipeline: Card['pipeline'];
  readonly state: Health;
  readonly carries: string;
  /** "every 15 s, 7 s ago", "broken: 403 Forbidden". */
  readonly says: string;
}

/** Where the two pipelines part on the canvas (design, screens 3.1). */
export const LANE_Y = 206;
export const LANE_NAMES = { core: 'Core metrics pipeline', monitoring: 'Monitoring pipeline' } as const;

/** Where a user moved cards to, by their ids: their top left. */
export type MapPlaces = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** Everything the window shows of a Report: the fixed cards, what else was found, each hop between two that are drawn. Cards that are not in `places` stand at their own. */
export function mapPicture(report: Report, places: MapPlaces = {}): MapPicture {
  const found = new Map(report.components.map((component) => [component.id, component]));
  const fixed = CARDS.filter(({ id, shown }) => shown === 'always' || (shown === 'found' && isThere(found.get(id))));
  const all = new Map([...fixed, ...furtherCards(report.components)].map((card) => [card.id, { ...card, ...places[card.id] }]));
  const drawn = [...all.values()];
  const boxes = new Map<string, Box>(drawn.map(({ id, x, y, w, h }) => [id, { x, y, w, h }]));
  const left = Math.min(0, ...drawn.map(({ x }) => Math.floor(x) - 18));
  const top = Math.min(0, ...drawn.map(({ y }) => Math.floor(y) - 18));
  return {
    title: `Monitoring architecture of ${report.cluster.context}, ${report.to}`,
    cards: drawn.map((card) => toCard(card, found.get(card.id))),
    hops: report.edges.flatMap((edge) => {
      const route = routeHop(edge.from, edge.to, boxes);
      return route === undefined || route.points.length < 2 ? [] : [toHop(edge, route)];
    }),
    left,
    top,
    width: Math.max(1216, ...drawn.map(({ x, w }) => x + w + 18)) - left,
    height: Math.max(672, ...drawn.map(({ y, h }) => y + h + 40)) - top,
  };
}

function isThere(component: ReportComponent | undefined): boolean {
  return component !== undefined && component.health !== 'absent';
}

function toCard({ id, title, role, pipeline, x, y, w, h }: Card, found: ReportComponent | undefined): PictureCard {
  const state = found?.health ?? 'unknown';
  return { id, name: title, role, pipeline, x, y, w, h, state, says: found === undefined ? 'not looked at' : saysOf(found) };
}

function saysOf({ health, because, members, number }: ReportComponent): string {
  if (because !== undefined && health !== 'ok') return `${health}: ${because}`;
  const quantity = number && formatLabelled(number);
  const parts = [
    health,
    members === undefined || members.total === 0 ? '' : formatOf(members.ok, members.total),
    quantity === undefined ? '' : [quantity.value, quantity.unit, quantity.label].filter(Boolean).join(' '),
  ];
  return parts.filter(Boolean).join(', ');
}

function toHop(edge: ReportEdge, { points, label }: HopRoute): PictureHop {
  const { from, to, pipeline, health: state, carries } = edge;
  return { from, to, pipeline, state, carries, says: hopSays(edge), points, label };
}

function hopSays({ health, because, from, to, periodSeconds, ageSeconds, missed, expected }: ReportEdge): string {
  if (health !== 'ok') return because === undefined ? health : `${health}: ${because}`;
  const cadence = HOPS.find((hop) => hop.from === from && hop.to === to)?.cadence;
  const rhythm =
    periodSeconds === undefined ? (cadence === 'poll' ? '' : (cadence ?? '').replace('-', ' ')) : `every ${formatDuration(periodSeconds)}`;
  const lost = missed === undefined || missed === 0 || expected === undefined ? '' : `${formatOf(missed, expected)} lost`;
  return [rhythm, ageSeconds === undefined ? '' : `${formatDuration(ageSeconds)} ago`, lost].filter(Boolean).join(', ');
}
