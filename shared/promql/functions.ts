import type { ValueType } from './ast';

export interface Signature {
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out. */
  readonly optional: number;
  /** The last argument may be repeated. */
  readonly repeats?: true;
  readonly result: ValueType;
}

const ofRange: Signature = { args: ['matrix'], optional: 0, result: 'vector' };
const ofVector: Signature = { args: ['vector'], optional: 0, result: 'vector' };
const ofTime: Signature = { args: ['vector'], optional: 1, result: 'vector' };

function each(names: string, signature: Signature): [string, Signature][] {
  return names.split(' ').map((name) => [name, signature]);
}

/** The functions evaluated here, with what they take and give (prometheus promql/parser/functions.go). */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...each('rate irate increase delta idelta deriv changes resets absent_over_time', ofRange),
  ...each('avg_over_time sum_over_time min_over_time max_over_time count_over_time last_over_time present_over_time', ofRange),
  ...each('stddev_over_time stdvar_over_time', ofRange),
  ...each('abs ceil floor exp sqrt ln log2 log10 sgn sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh deg rad', ofVector),
  ...each('absent sort sort_desc timestamp', ofVector),
  ...each('day_of_month day_of_week day_of_year days_in_month hour minute month year', ofTime),
  ['quantile_over_time', { args: ['scalar', 'matrix'], optional: 0, result: 'vector' }],
  ['predict_linear', { args: ['matrix', 'scalar'], optional: 0, result: 'vector' }],
  ['round', { args: ['vector', 'scalar'], optional: 1, result: 'vector' }],
  ['clamp', { args: ['vector', 'scalar', 'scalar'], optional: 0, result: 'vector' }],
  ['clamp_min', { args: ['vector', 'scalar'], optional: 0, result: 'vector' }],
  ['clamp_max', { args: ['vector', 'scalar'], optional: 0, result: 'vector' }],
  ['histogram_quantile', { args: ['scalar', 'vector'], optional: 0, result: 'vector' }],
  ['label_replace', { args: ['vector', 'string', 'string', 'string', 'string'], optional: 0, result: 'vector' }],
  ['label_join', { args: ['vector', 'string', 'string', 'string'], optional: 1, repeats: true, result: 'vector' }],
  ['scalar', { args: ['vector'], optional: 0, result: 'scalar' }],
  ['vector', { args: ['scalar'], optional: 0, result: 'vector' }],
  ['time', { args: [], optional: 0, result: 'scalar' }],
  ['pi', { args: [], optional: 0, result: 'scalar' }],
]);

/** Known to Prometheus and switched off in it unless promql-experimental-functions is on. */
export const EXPERIMENTAL_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'mad_over_time double_exponential_smoothing sort_by_label sort_by_label_desc info first_over_time ' +
    'ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time'
  ).split(' '),
);

/** Known to Prometheus and not evaluated here: they work on native histograms, of which the text formats have none. */
export const UNSUPPORTED_FUNCTIONS: ReadonlySet<string> = new Set(
  'histogram_avg histogram_count histogram_fraction histogram_stddev histogram_stdvar histogram_sum'.split(' '),
);
