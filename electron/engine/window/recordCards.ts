import type { View } from '../../../shared/contract/engine';
import type { Session } from '../session/session';

/** A card's number and age are series of their own, so that a chart of a card with many members exists. */
export function recordCards(view: View, { history, lastLookMs }: Pick<Session, 'history' | 'lastLookMs'>): void {
  if (lastLookMs === undefined) return;
  for (const { id, number, ageSeconds } of view.report.components) {
    if (number)
      history.add(id, { key: 'number', label: number.label.replace(/^of \d+ /, ''), unit: number.unit }, lastLookMs, number.value);
    if (ageSeconds !== undefined)
      history.add(id, { key: 'age', label: 'Age of the value in use', unit: 'seconds' }, lastLookMs, ageSeconds);
  }
}
