import { type Fields, fieldsAt, listAt, textAt, textsAt } from '../fields';

export const NONE = '<none>';

export function orNone(text: string | undefined): string {
  return text === undefined || text === '' ? NONE : text;
}

/** "app=web,tier=a", sorted; "<none>" for no labels. */
export function labelsText(labels: Fields): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return orNone(pairs.sort().join(','));
}

/** A LabelSelector with expressions: "app=web,tier in (a,b)". */
export function selectorText(selector: Fields): string {
  const equal = Object.entries(fieldsAt(selector, 'matchLabels')).map(([key, value]) => `${key}=${String(value)}`);
  const expressions = listAt(selector, 'matchExpressions').map(expressionText);
  return orNone([...equal.sort(), ...expressions].join(','));
}

function expressionText(expression: unknown): string {
  const key = textAt(expression, 'key') ?? '';
  const values = textsAt(expression, 'values').join(',');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return `${key} in (${values})`;
    case 'NotIn':
      return `${key} notin (${values})`;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return key;
  }
}

/** Names and images of a pod template's containers, joined by commas. */
export function containersAndImages(podSpec: Fields): readonly [string, string] {
  const containers = listAt(podSpec, 'containers');
  const joined = (field: string) => containers.map((container) => textAt(container, field) ?? '').join(',');
  return [joined('name'), joined('image')];
}

/** The first three, and how many more there are: "10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...". */
export function firstThree(entries: readonly string[], none: string): string {
  if (entries.length === 0) return none;
  const shown = entries.slice(0, 3).join(',');
  return entries.length > 3 ? `${shown} + ${entries.length - 3} more...` : shown;
}
