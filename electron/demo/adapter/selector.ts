import { failed, ok, type Result } from '../../../shared/model/result';

/** One part of a label selector; values in order, none for Exists and DoesNotExist. */
export interface Requirement {
  readonly key: string;
  readonly operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';
  readonly values: readonly string[];
}

const SHAPES: readonly [RegExp, (match: RegExpExecArray) => Requirement][] = [
  [
    /^([^\s!=<>(),]+)\s+(in|notin)\s*\(([^()]*)\)$/,
    ([, key = '', operator, list = '']) => ({ key, operator: operator === 'in' ? 'in' : 'notin', values: values(list) }),
  ],
  [
    /^([^\s!=<>(),]+)\s*(==|=|!=|>|<)\s*([^\s!=<>(),]*)$/,
    ([, key = '', operator = '=', value = '']) => ({ key, operator: compared(operator), values: [value] }),
  ],
  [/^!\s*([^\s!=<>(),]+)$/, ([, key = '']) => ({ key, operator: '!', values: [] })],
  [/^([^\s!=<>(),]+)$/, ([, key = '']) => ({ key, operator: 'exists', values: [] })],
];

function values(list: string): readonly string[] {
  return list
    .split(',')
    .map((value) => value.trim())
    .sort();
}

function compared(operator: string): Requirement['operator'] {
  if (operator === '>') return 'gt';
  if (operator === '<') return 'lt';
  return operator === '!=' ? '!=' : '=';
}

/** "a=b,c in (d,e),!f" as requirements, sorted by key as labels.Parse does. The error quotes the part that is none. */
export function parseSelector(text: string): Result<readonly Requirement[], string> {
  const requirements: Requirement[] = [];
  for (const part of text.split(/,(?![^(]*\))/).map((one) => one.trim())) {
    if (part === '') continue;
    const found = SHAPES.map(([shape, make]) => ({ match: shape.exec(part), make })).find(({ match }) => match !== null);
    if (found === undefined || found.match === null) return failed(`unable to parse requirement: found '${part}', expected: identifier`);
    requirements.push(found.make(found.match));
  }
  return ok(requirements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
}

const OPERATORS = {
  in: 'In',
  notin: 'NotIn',
  '!=': 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
  '=': 'In',
  gt: 'Gt',
  lt: 'Lt',
} as const;

/** As metav1.LabelSelector: what a value says it was selected by. Null for no selector. */
export function printedSelector(requirements: readonly Requirement[]): object | null {
  if (requirements.length === 0) return null;
  const plain = requirements.filter(({ operator }) => operator === '=');
  const rest = requirements.filter(({ operator }) => operator !== '=');
  return {
    ...(plain.length === 0 ? {} : { matchLabels: Object.fromEntries(plain.map(({ key, values }) => [key, values[0] ?? ''])) }),
    ...(rest.length === 0
      ? {}
      : {
          matchExpressions: rest.map(({ key, operator, values }) => ({
            key,
            operator: OPERATORS[operator],
            ...(values.length === 0 ? {} : { values }),
          })),
        }),
  };
}
