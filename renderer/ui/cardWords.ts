import { formatLabelled, formatOf, type Quantity } from '../../shared/model/format';
import type { ReportComponent } from '../../shared/report/schema';
import type { MapCard } from '../store/mapModel';
import { texts } from '../texts/catalogue';

/** What stands on a card, in words. */
export interface CardText {
  /** "3 of 3", "4,991 of 5,000 nodes"; absent where nothing is counted. */
  readonly members: string | undefined;
  readonly number: (Quantity & { readonly label: string }) | undefined;
  /** One sentence instead of the number, when not ok. */
  readonly reason: string | undefined;
}

export function cardText({ card, found, ghost, state }: MapCard): CardText {
  if (state === 'history') return { members: undefined, number: undefined, reason: card.fate };
  if (ghost || found === undefined) return { members: undefined, number: undefined, reason: texts.map.notLooked };
  const words = found.members?.total === 1 ? texts.map.oneMember : texts.map.memberWords;
  const members = membersText(found, wordOf(words, card.id));
  const reason = state === 'ok' || state === 'stale' ? undefined : (found.because ?? undefined);
  return { members, number: found.number && formatLabelled(found.number), reason };
}

/** "2 of 3" without saying of what: beside a state that takes the room. */
export function memberCount({ found }: MapCard): string | undefined {
  return found === undefined ? undefined : membersText(found, undefined);
}

/** What stands under the name of a source, which has no health of its own: its number, what it is made of, or the word for how it was seen. */
export function sourceText(card: MapCard): string {
  const { id } = card.card;
  const { number } = cardText(card);
  // Its card is narrow: the path that was asked stands in the inspector.
  if (number !== undefined) return [number.value, number.unit, number.label.replace(/ \/\S+$/, '')].filter(Boolean).join(' ');
  const made = card.state === 'ok' || card.state === 'unknown' ? wordOf(texts.map.sources, id) : undefined;
  return card.ghost ? '' : (made ?? card.state);
}

function wordOf(words: Readonly<Record<string, string>>, id: string): string | undefined {
  return words[id];
}

function membersText(found: ReportComponent, word: string | undefined): string | undefined {
  const { members } = found;
  if (members === undefined || members.total === 0) return undefined;
  const text = formatOf(members.ok, members.total);
  return word === undefined ? text : `${text} ${word}`;
}

/** Spoken name of a card: "metrics-server, core, broken for 10 min, serves 0 of 3 nodes, 1 hop in, 1 out". `since`: how long it is in its state, when that is worth saying. */
export function spokenCard(card: MapCard, hopsIn: number, hopsOut: number, since?: string): string {
  const text = cardText(card);
  const number = text.number && [text.number.value, text.number.unit, text.number.label].filter(Boolean).join(' ');
  return [
    card.name,
    card.card.pipeline,
    since === undefined ? card.state : `${card.state} ${texts.map.forTime(since)}`,
    text.members,
    text.reason ?? number,
    texts.map.hopsIn(hopsIn),
    texts.map.hopsOut(hopsOut),
  ]
    .filter(Boolean)
    .join(', ');
}
