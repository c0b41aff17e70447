import { CARDS } from '../../../shared/model/architecture';
import type { Pipeline } from '../../../shared/model/component';
import { titleOf } from '../../store/cardTitle';
import type { MapCard, MapHop, MapModel } from '../../store/mapModel';
import { texts } from '../../texts/catalogue';
import { cardText, sourceText } from '../../ui/cardWords';
import type { State } from '../../ui/Glyph';
import { hopText, periodText } from '../../ui/hopWords';

const t = texts.list;

/** A column of the map, or what is drawn as history. */
export type RowGroup = keyof typeof t.columns | 'history';
export const ROW_GROUPS: readonly RowGroup[] = ['source', 'agent', 'collector', 'api', 'consumer', 'history'];

/** One card as a row: the words that stand on the card. Ages are as of the report. */
export interface CardRow {
  readonly id: string;
  readonly group: RowGroup;
  readonly name: string;
  readonly kind: string;
  readonly pipeline: Pipeline;
  readonly state: State;
  readonly members: string;
  /** The number with its unit, or why there is none. */
  readonly number: string;
  /** For sorting: the bare number. */
  readonly value: number | undefined;
  /** Rows of a tall card: "Targets up 26 of 26". */
  readonly more: readonly string[];
  readonly ageSeconds: number | undefined;
  /** Names of the cards at the other ends. */
  readonly hopsIn: readonly string[];
  readonly hopsOut: readonly string[];
}

export interface HopRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  readonly carries: string;
  readonly period: string;
  readonly periodSeconds: number | undefined;
  readonly ageSeconds: number | undefined;
  readonly state: State;
  /** Beside the state: loss, who is denied, where data stops, and the error. */
  readonly trouble: string;
}

/** The cards of the map, column by column from the top, as they stand there. */
export function cardRows({ cards, hops }: MapModel): readonly CardRow[] {
  const nameOf = namesOf(cards);
  return cards.map((card) => toCardRow(card, hops, nameOf)).sort((a, b) => ROW_GROUPS.indexOf(a.group) - ROW_GROUPS.indexOf(b.group));
}

function toCardRow(card: MapCard, hops: readonly MapHop[], nameOf: (id: string) => string): CardRow {
  const { id, kind, role, pipeline, shown } = card.card;
  const { members, number, reason } = cardText(card);
  const said = number === undefined ? undefined : [number.value, number.unit, number.label].filter(Boolean).join(' ');
  return {
    id,
    group: shown === 'history' ? 'history' : role,
    name: card.name,
    kind,
    pipeline,
    state: card.state,
    members: members ?? '',
    number: role === 'source' && !card.ghost ? sourceText(card) : (reason ?? said ?? ''),
    value: card.found?.number?.value,
    more: (card.extra?.rows ?? []).map((row) => `${row.label} ${row.value}`),
    ageSeconds: card.found?.ageSeconds,
    hopsIn: hops.filter((hop) => hop.to === id).map((hop) => nameOf(hop.from)),
    hopsOut: hops.filter((hop) => hop.from === id).map((hop) => nameOf(hop.to)),
  };
}

/** The hops along the flow: by the card they leave, then by the one they reach. */
export function hopRows({ cards, hops }: MapModel): readonly HopRow[] {
  const nameOf = namesOf(cards);
  const placeOf = (id: string) => {
    const at = CARDS.findIndex((card) => card.id === id);
    return at === -1 ? CARDS.length : at;
  };
  return hops.map((hop) => toHopRow(hop, nameOf)).sort((a, b) => placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to));
}

function toHopRow(hop: MapHop, nameOf: (id: string) => string): HopRow {
  const { id, from, to, carries, found } = hop;
  return {
    id,
    from,
    to,
    fromName: nameOf(from),
    toName: nameOf(to),
    carries,
    period: periodText(hop, true) ?? '',
    periodSeconds: found?.periodSeconds,
    ageSeconds: found?.ageSeconds,
    state: found?.health ?? 'unknown',
    trouble: troubleOf(hop),
  };
}

/** What stands at the hop on the map when it is not well, then the error in full. */
function troubleOf(hop: MapHop): string {
  const { tone, below } = hopText(hop, 0);
  const place = hop.role === 'cut' ? t.cut : hop.role === 'follows' ? t.follows : '';
  const inferred = hop.found?.inferred === true ? texts.map.inferred : '';
  const said = tone === 'lossy' || tone === 'broken' || tone === 'denied' || tone === 'unknown' ? below : '';
  const because = tone === 'ok' ? '' : (hop.found?.because ?? '');
  return [...new Set([inferred, place, said, because])].filter(Boolean).join('; ');
}

function namesOf(cards: readonly MapCard[]): (id: string) => string {
  const names = new Map(cards.map(({ card, name }) => [card.id, name]));
  return (id) => names.get(id) ?? titleOf(id);
}
