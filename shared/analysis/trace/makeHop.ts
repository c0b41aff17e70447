import type { TraceHop } from '../../contract/trace';
import { type Amount, amountText, differenceText } from './amounts';
import type { Heard } from './scene';

type HopHead = Pick<TraceHop, 'hop' | 'pipeline' | 'title' | 'card' | 'over'> & { readonly id?: string };

/** What a hop that answered says. */
export interface Told extends Amount {
  readonly sub: string;
  readonly says: string;
  readonly changed?: string;
  readonly trueMs?: number;
  readonly bar?: TraceHop['bar'];
  readonly parts?: TraceHop['parts'];
  /** The hop before, where its number is of the same kind. */
  readonly from?: { readonly id: string; readonly amount: number };
  readonly proof?: TraceHop['proof'];
}

/** A hop that answered. */
export function seenHop(head: HopHead, told: Told): TraceHop {
  const { amount, unit, sub, says, changed, trueMs, bar, parts = [], from, proof } = told;
  const difference = from === undefined ? undefined : { amount: amount - from.amount, unit };
  return {
    ...head,
    id: head.id ?? head.hop,
    sub,
    state: 'seen',
    value: { amount, unit, text: amountText({ amount, unit }) },
    says,
    parts: [...parts],
    ...(trueMs === undefined ? {} : { trueMs }),
    ...(bar === undefined ? {} : { bar }),
    ...(changed === undefined ? {} : { changed }),
    ...(from === undefined || difference === undefined
      ? {}
      : { difference: { from: from.id, amount: difference.amount, text: differenceText(difference) } }),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** A hop that did not: the trace goes around it. */
export function unseenHop(head: HopHead, heard: Exclude<Heard<unknown>, { state: 'heard' }>): TraceHop {
  const { state, because, proof } = heard;
  return {
    ...head,
    id: head.id ?? head.hop,
    sub: SUBS[state],
    state,
    says: toSentence(because),
    parts: [],
    ...(proof === undefined ? {} : { proof }),
  };
}

/** What a hop says, and that its number lacks what a part did not answer. */
export function withPartial(says: string, { partial }: { readonly partial?: string }): string {
  return partial === undefined ? says : [says, toSentence(partial)].filter((text) => text !== '').join(' ');
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

const SUBS = { denied: 'you may not read it', failed: 'did not answer', absent: 'has nothing of it' } as const;

/** The value and id of a hop, for the one after it; undefined: it has none. */
export function before(hop: TraceHop | undefined): { readonly id: string; readonly amount: number } | undefined {
  return hop?.value === undefined ? undefined : { id: hop.id, amount: hop.value.amount };
}
