import type { WhyAnswer, WhyStep } from '../../../shared/contract/why';
import type { State } from '../../ui/Glyph';

/** A stage that was not reached or is not needed has the glyph of what is not there. */
export const STAGE_GLYPH: Readonly<Record<WhyStep['state'], State>> = {
  passed: 'ok',
  lost: 'broken',
  'cannot-tell': 'unknown',
  'not-needed': 'absent',
  'not-reached': 'absent',
};

/** As the beginning of a sentence; names of metrics and rules stay as they are written. */
export function capital(text: string): string {
  return /^[a-z]+[ ']/.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}

/** The stage that the verdict is about, from 0: where it is lost, what could not be told, else where a query finds it. */
export function stageOfVerdict({ verdict, steps }: WhyAnswer): number {
  if (verdict.kind === 'lost') return verdict.stage - 1;
  const wanted =
    verdict.kind === 'cannot-tell'
      ? steps.findIndex(({ state }) => state === 'cannot-tell')
      : steps.findIndex(({ id }) => id === 'lookback');
  return Math.max(0, wanted);
}
