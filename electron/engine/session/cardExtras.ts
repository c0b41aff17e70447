import type { CardExtra } from '../../../shared/contract/engine';
import type { Report } from '../../../shared/report/schema';
import type { Point } from '../store/history';
import { hpaRows } from './hpaRows';
import type { Session } from './session';

/** What of the session the cards need. */
type Seen = Pick<Session, 'history'> & {
  readonly discovered: readonly Pick<Session['discovered'][number], 'id' | 'card' | 'namespace'>[];
  readonly inventory?: Pick<Session['inventory'], 'hpas'>;
  readonly looks: ReadonlyMap<
    string,
    { readonly judgement: { readonly facts: readonly { readonly label: string; readonly value: string }[] } }
  >;
};

/** The line of a card: its number over this long, in so many steps. */
const SPARK_MS = 15 * 60_000;
const SPARK_STEPS = 30;
/** Facts of Prometheus that stand on its tall card, in this order, with the words of the row. */
const PROMETHEUS_ROWS: readonly (readonly [fact: string, row: string])[] = [
  ['targets up', 'Targets up'],
  ['series in the head', 'Head series'],
  ['samples stored', 'Samples'],
  ['samples rejected since it started', 'Rejected'],
  ['slowest scrape', 'Slowest scrape'],
  ['rules that work', 'Rules work'],
  ['alerts firing', 'Alerts firing'],
];

/** What cards show beside the Report: rows of the tall card, and a line of each card's number. */
export function cardExtras(session: Seen, report: Pick<Report, 'components'>, nowMs: number): CardExtra[] {
  return report.components.flatMap(({ id, kind, number }) => {
    const rows = kind === 'prometheus' ? prometheusRows(session, id) : kind === 'hpa' ? hpaRows(session.inventory?.hpas ?? []) : [];
    const namespaces = namespacesOf(session, id);
    const spark =
      (kind === 'prometheus' ? samplesSpark(session, id, nowMs) : undefined) ??
      (number && sparkFrom(session.history.read(id, 'number', nowMs - SPARK_MS), nowMs, number));
    if (rows.length === 0 && !spark && namespaces.length === 0) return [];
    return [{ id, rows, ...(namespaces.length > 0 ? { namespaces } : {}), ...(spark ? { spark } : {}) }];
  });
}

function sparkFrom(
  points: readonly Point[],
  nowMs: number,
  { label, unit }: { readonly label: string; readonly unit: string },
): CardExtra['spark'] {
  const values = sparkOf(points, nowMs);
  return values.filter((value) => value !== null).length > 1 ? { label: label.replace(/^of \d+ /, ''), unit, values } : undefined;
}

/** Targets up is a level line while all is well: what Prometheus takes in says more. */
function samplesSpark(session: Seen, card: string, nowMs: number): CardExtra['spark'] {
  const members = session.discovered.filter((found) => found.card === card);
  const [only] = members;
  if (only === undefined || members.length > 1) return undefined;
  return sparkFrom(session.history.read(only.id, 'samples', nowMs - SPARK_MS), nowMs, { label: 'samples/s', unit: 'samples/s' });
}

/** For the filter by namespace, at most 50, by name; "" for members in none (kubelets). */
function namespacesOf({ discovered }: Seen, card: string): string[] {
  const names = new Set<string>();
  for (const found of discovered) if (found.card === card) names.add(found.namespace ?? '');
  return [...names].sort().slice(0, 50);
}

function prometheusRows(session: Seen, card: string): CardExtra['rows'] {
  const members = session.discovered.filter((found) => found.card === card);
  const facts = members.length === 1 && members[0] ? (session.looks.get(members[0].id)?.judgement.facts ?? []) : [];
  return PROMETHEUS_ROWS.flatMap(([label, row]) => {
    const fact = facts.find((each) => each.label === label);
    return fact ? [{ label: row, value: shortened(label, fact.value) }] : [];
  });
}

/** A row has room for one number: alerts are counted, details after a comma are left to the inspector. */
function shortened(label: string, value: string): string {
  if (label === 'alerts firing') return value === 'none' ? '0' : String(value.split(', ').length);
  if (label.startsWith('samples rejected')) return /^\d[\d,.k]*/.exec(value)?.[0] ?? value;
  return (value.split(', ')[0] ?? value).replace(' per second', '/s');
}

/** The last value of each step; a step without a look is a gap. Steps before the first point are left out. */
function sparkOf(points: readonly Point[], nowMs: number): (number | null)[] {
  const first = points[0];
  if (!first) return [];
  const span = Math.min(SPARK_MS, Math.max(nowMs - first.atMs, 1));
  const steps: (number | null)[] = Array.from({ length: SPARK_STEPS }, () => null);
  for (const { atMs, value } of points) {
    const at = Math.min(SPARK_STEPS - 1, Math.max(0, Math.floor(((atMs - (nowMs - span)) / span) * SPARK_STEPS)));
    steps[at] = value;
  }
  return carriedOver(steps);
}

/** Looks come slower than steps while the history is short: a value holds until the next one. */
function carriedOver(steps: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null;
  return steps.map((value) => {
    last = value ?? last;
    return last;
  });
}
