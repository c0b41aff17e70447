import { utf8Bytes } from '../../relabel/utf8';
import { printf } from './printf';
import { TemplateError } from './templateError';
import { isList, isMap, isTrue, print, type Value } from './value';

type TemplateFunction = (args: readonly Value[]) => Value;

/** What Go's templates have built in and is not known here: the adapter's rules have no use for it. */
const NOT_HERE: ReadonlySet<string> = new Set(['call', 'html', 'js', 'urlquery']);

/** `and` and `or` stop at the argument that decides and are evaluated where arguments are. */
export const LAZY: ReadonlySet<string> = new Set(['and', 'or']);

/** The functions of text/template (funcs.go); the adapter adds none. */
const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['eq', ([first, ...others]) => equalsOne(first, others)],
  ['ge', (args) => !less(two(args, 'ge'))],
  ['gt', (args) => less(swapped(two(args, 'gt')))],
  ['index', ([value, ...keys]) => keys.reduce(indexed, value)],
  ['le', (args) => !less(swapped(two(args, 'le')))],
  ['len', (args) => lengthOf(one(args, 'len'))],
  ['lt', (args) => less(two(args, 'lt'))],
  ['ne', (args) => !equalsOne(two(args, 'ne')[0], [two(args, 'ne')[1]])],
  ['not', (args) => !isTrue(one(args, 'not'))],
  ['print', sprint],
  ['printf', printf],
  ['println', (args) => `${args.map((value) => print(value)).join(' ')}\n`],
  ['slice', sliced],
]);

/** Checked when the template is parsed, as Go does. */
export function checkFunction(name: string): void {
  if (NOT_HERE.has(name)) throw new TemplateError(`function "${name}" of Go's templates is not known to Hopscope`);
  if (!FUNCTIONS.has(name) && !LAZY.has(name)) throw new TemplateError(`function "${name}" not defined`);
}

export function callFunction(name: string, args: readonly Value[]): Value {
  const called = FUNCTIONS.get(name);
  if (called === undefined) throw new TemplateError(`function "${name}" not defined`);
  if (args.length === 0 && name !== 'print' && name !== 'println') {
    throw new TemplateError(`wrong number of args for ${name}: want at least 1 got 0`);
  }
  return called(args);
}

function one(args: readonly Value[], name: string): Value {
  if (args.length !== 1) throw new TemplateError(`wrong number of args for ${name}: want 1 got ${args.length}`);
  return args[0];
}

function two(args: readonly Value[], name: string): readonly [Value, Value] {
  if (args.length !== 2) throw new TemplateError(`wrong number of args for ${name}: want 2 got ${args.length}`);
  return [args[0], args[1]];
}

function swapped([a, b]: readonly [Value, Value]): readonly [Value, Value] {
  return [b, a];
}

function equalsOne(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new TemplateError('error calling eq: missing argument for comparison');
  if (typeof first === 'object' || others.some((other) => typeof other === 'object')) {
    throw new TemplateError('error calling eq: non-comparable type');
  }
  return others.some((other) => {
    if (first !== undefined && other !== undefined && typeof first !== typeof other) {
      throw new TemplateError('error calling eq: incompatible types for comparison');
    }
    return first === other;
  });
}

function less([a, b]: readonly [Value, Value]): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a === 'string' && typeof b === 'string') return a < b;
  const comparable = (value: Value) => typeof value === 'number' || typeof value === 'string';
  throw new TemplateError(`error calling lt: ${comparable(a) && comparable(b) ? 'incompatible types' : 'invalid type'} for comparison`);
}

function indexed(value: Value, key: Value): Value {
  if (value === undefined) throw new TemplateError('error calling index: index of untyped nil');
  if (isMap(value)) {
    if (typeof key !== 'string') throw new TemplateError('error calling index: the key of a map must be a string');
    // Go gives the empty value of the map's type for a key that is not there.
    return value.get(key) ?? '';
  }
  const items = isList(value) ? value : typeof value === 'string' ? utf8Bytes(value) : undefined;
  if (items === undefined) throw new TemplateError("error calling index: can't index item of this type");
  if (typeof key !== 'number') throw new TemplateError('error calling index: cannot index slice/array with this type');
  if (key < 0 || key >= items.length) throw new TemplateError(`error calling index: index out of range: ${key}`);
  return items[key];
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return utf8Bytes(value).length;
  if (isList(value)) return value.length;
  if (isMap(value)) return value.size;
  throw new TemplateError('error calling len: len of a value that has none');
}

/** fmt.Sprint: a blank between two neighbours of which neither is a string. */
function sprint(args: readonly Value[]): string {
  return args
    .map((value, i) => {
      const blank = i > 0 && typeof value !== 'string' && typeof args[i - 1] !== 'string';
      return `${blank ? ' ' : ''}${print(value)}`;
    })
    .join('');
}

function sliced([value, ...places]: readonly Value[]): Value {
  if (typeof value !== 'string' && !isList(value)) throw new TemplateError("error calling slice: can't slice item of this type");
  const [from = 0, to = value.length] = places;
  const whole = typeof from === 'number' && typeof to === 'number' && places.length <= 2;
  if (!whole || from < 0 || to > value.length || from > to) throw new TemplateError('error calling slice: index out of range');
  return value.slice(from, to);
}
