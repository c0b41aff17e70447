import { formatOf, formatQuantity, type Quantity } from '../../shared/model/format';
import type { ReportComponent } from '../../shared/report/schema';
import type { MapCard } from '../store/mapModel';

/** What stands on a card, in words. */
export interface CardText {
  /** "3 of 3", "4,991 of 5,000 nodes"; absent for a single one. */
  readonly members: string | undefined;
  readonly number: (Quantity & { readonly label: string }) | undefined;
  /** One sentence instead of the number, when not ok. */
  readonly reason: string | undefined;
}

const MEMBER_WORD: Readonly<Record<string, string>> = { kubelet: 'nodes', hpa: 'HPAs' };

export function cardText({ card, found, ghost, state }: MapCard): CardText {
  if (ghost || found === undefined) return { members: undefined, number: undefined, reason: 'not looked at yet' };
  const members = membersText(found, MEMBER_WORD[card.id]);
  const reason = state === 'ok' || state === 'stale' ? undefined : (found.because ?? undefined);
  return { members, number: numberOf(found), reason };
}

function membersText(found: ReportComponent, word: string | undefined): string | undefined {
  const { members } = found;
  if (members === undefined || members.total === 0) return undefined;
  const text = formatOf(members.ok, members.total);
  return word === undefined ? text : `${text} ${word}`;
}

/** The label says what is counted ("pods served"); a unit that it holds already ("pods") is not said twice. */
function numberOf(found: ReportComponent): CardText['number'] {
  if (found.number === undefined) return undefined;
  const { value, unit, label } = found.number;
  const quantity = formatQuantity(value, unit);
  const said = quantity.unit === unit && label.toLowerCase().includes(unit.toLowerCase());
  return { ...quantity, unit: said ? '' : quantity.unit, label };
}

/** Spoken name of a card: "metrics-server, core, broken, 0 of 3, serves no node, 1 hop in, 1 out". */
export function spokenCard(card: MapCard, hopsIn: number, hopsOut: number): string {
  const text = cardText(card);
  const number = text.number && [text.number.value, text.number.unit, text.number.label].filter(Boolean).join(' ');
  return [
    card.name,
    card.card.pipeline,
    card.state,
    text.members,
    text.reason ?? number,
    `${hopsIn} ${hopsIn === 1 ? 'hop' : 'hops'} in`,
    `${hopsOut} out`,
  ]
    .filter(Boolean)
    .join(', ');
}
