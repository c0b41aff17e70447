import { failed, ok, type Result } from '../model/result';
import { goQuote } from './goQuote';

/** One requirement of a selector; operators as Kubernetes writes them in objects ("In") or in selectors ("="). */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface Matcher {
  readonly label: string;
  /** PromQL: `a="b"`. */
  readonly text: string;
  /** The values, joined by |. */
  readonly value: string;
}

type Operator = 'equals' | 'not-equals' | 'in' | 'not-in' | 'exists' | 'does-not-exist' | 'compares';

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...['=', '==', 'equal', 'equals', 'doubleequals'].map((name) => [name, 'equals'] as const),
  ...['!=', 'notequal', 'notequals'].map((name) => [name, 'not-equals'] as const),
  ['in', 'in'],
  ['notin', 'not-in'],
  ['exists', 'exists'],
  ...['!', 'doesnotexist'].map((name) => [name, 'does-not-exist'] as const),
  ...['gt', 'lt', '>', '<', 'greaterthan', 'lessthan'].map((name) => [name, 'compares'] as const),
]);

/** By key and with sorted values, each once: so does Kubernetes keep selectors (apimachinery pkg/labels/selector.go). */
export function matchersOf(selector: readonly Requirement[]): Result<readonly Matcher[], string> {
  const matchers: Matcher[] = [];
  for (const requirement of [...selector].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
    const matcher = matcherOf(requirement);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
  }
  return ok(matchers);
}

/** pkg/naming/metrics_query.go: several values make a regular expression of any operator; nothing in them is escaped. */
function matcherOf({ key, operator, values: given }: Requirement): Result<Matcher, string> {
  if (key === '') return failed('label not specified');
  const known = OPERATORS.get(operator.toLowerCase());
  if (known === undefined) return failed(`operator ${JSON.stringify(operator)} not supported by query builder`);
  if (known === 'compares') return failed('operator not supported by prometheus');
  const values = [...new Set(given)].sort();
  const takesNone = known === 'exists' || known === 'does-not-exist';
  if (takesNone && values.length > 0) return failed('operator does not support values');
  if (!takesNone && values.length === 0) return failed('operator requires values');
  return ok(matcher(key, sign(known, values.length > 1), values));
}

export function matcher(label: string, operator: string, values: readonly string[]): Matcher {
  const value = values.join('|');
  return { label, text: `${label}${operator}${goQuote(value)}`, value };
}

function sign(operator: Exclude<Operator, 'compares'>, several: boolean): string {
  switch (operator) {
    case 'exists':
      return '!=';
    case 'does-not-exist':
      return '=';
    case 'equals':
      return several ? '=~' : '=';
    case 'not-equals':
      return several ? '!~' : '!=';
    default:
      return operator === 'in' ? '=~' : '!~';
  }
}
