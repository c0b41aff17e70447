import { CARDS, type Card } from '../../../shared/model/architecture';
import type { ReportComponent } from '../../../shared/report/schema';

const PITCH = 108;
const FIRST_ROW = 296;
const SIZE = { w: 164, h: 84 } as const;

/** Kinds without a card of their own in the table stand with the agents. */
const COLUMN_X: Readonly<Record<Card['role'], number>> = { source: 18, agent: 242, collector: 506, api: 770, consumer: 1034 };

/**
 * Cards for components that have no place in the architecture's table: each in the column of its
 * kind, in the first free row from the monitoring lane down. The order is the report's.
 */
export function placeBeside(others: readonly ReportComponent[], standing: readonly Card[]): readonly Card[] {
  const placed: Card[] = [];
  for (const other of others) placed.push(placeOne(other, [...standing, ...placed]));
  return placed;
}

function placeOne(other: ReportComponent, standing: readonly Card[]): Card {
  const base = CARDS.find((card) => card.id === other.id.split(':')[0]) ?? CARDS.find((card) => card.kind === other.kind);
  const role = base === undefined || base.role === 'source' ? 'agent' : base.role;
  const x = COLUMN_X[role];
  let y = FIRST_ROW;
  while (standing.some((card) => overlaps(card, x, y))) y += PITCH;
  return {
    id: other.id,
    kind: other.kind,
    title: other.name,
    role,
    pipeline: base?.pipeline ?? 'monitoring',
    x,
    y,
    ...SIZE,
    shown: 'found',
    about: base?.about ?? 'Found in the cluster; it has no place in the official architecture.',
  };
}

function overlaps(card: Card, x: number, y: number): boolean {
  return x < card.x + card.w && card.x < x + SIZE.w && y < card.y + card.h + 8 && card.y < y + SIZE.h + 8;
}
