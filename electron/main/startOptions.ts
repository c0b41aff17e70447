import { failed, ok, type Result } from '../../shared/model/result';

/** What the command line asked of the window. */
export interface StartOptions {
  readonly cluster: ClusterChoice;
  /** Whether the words named it; else it is the demo that stands for no words. */
  readonly named: boolean;
  readonly verbose: boolean;
  /** Folder for the picture and the report's text; the window closes after them. */
  readonly once?: string;
}

export type ClusterChoice =
  | { readonly kind: 'kubeconfig'; readonly context?: string; readonly kubeconfig?: string; readonly inCluster?: boolean }
  | { readonly kind: 'demo'; readonly scenario: string; readonly nodes?: number; readonly speed?: number }
  | { readonly kind: 'recording'; readonly file: string };

export interface StartError {
  readonly says: string;
  readonly remedy: string;
}

export const DEFAULT_SCENARIO = 'healthy';

const USAGE =
  'Known are --context NAME, --kubeconfig FILE, --demo [SCENARIO], --recording FILE, --nodes N, --speed N, --once FOLDER, --verbose.';

/** Ours with a value. `--demo` may stand without one. */
const WITH_VALUE = ['context', 'kubeconfig', 'demo', 'recording', 'once', 'nodes', 'speed'] as const;
type ValueFlag = (typeof WITH_VALUE)[number];

/** Beginnings of switches that are Chromium's, Node's or a test driver's, never ours. */
const FOREIGN = [
  'inspect',
  'remote-debugging',
  'no-sandbox',
  'user-data-dir',
  'disable-',
  'enable-',
  'force-',
  'ozone-',
  'lang',
  'use-',
  'js-flags',
  'headless',
  'password-store',
  'gtk-',
  'allow-file-access',
  'original-process-start-time',
  'test-type',
  'high-dpi',
  'proxy-',
  'log-',
  'class',
];

/** What a desktop gives when a recording is opened there: its path alone. Other bare words are Chromium's or a test driver's. */
const RECORDING = /\.hopscope$/i;

/**
 * Reads the command line. `argv` is what stands after the program (and, when started as
 * `electron DIR`, after that folder). With no cluster named the demo is shown: nothing of the user's
 * is contacted unasked.
 */
export function parseStartOptions(argv: readonly string[]): Result<StartOptions, StartError> {
  const values = new Map<ValueFlag, string>();
  let verbose = false;
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    const { name, inline } = splitFlag(word);
    if (name === undefined && RECORDING.test(word)) values.set('recording', word);
    if (name === undefined || isForeign(name)) continue;
    if (name === 'verbose') {
      verbose = true;
      continue;
    }
    if (!isValueFlag(name)) return failed({ says: `--${name} is not an option of Hopscope.`, remedy: USAGE });
    const next = inline ?? valueAfter(argv, index);
    if (next === undefined && name !== 'demo') return failed({ says: `--${name} needs a value after it.`, remedy: USAGE });
    if (inline === undefined && next !== undefined) index += 1;
    values.set(name, next ?? DEFAULT_SCENARIO);
  }
  return toStartOptions(values, verbose);
}

function toStartOptions(values: ReadonlyMap<ValueFlag, string>, verbose: boolean): Result<StartOptions, StartError> {
  const cluster = chooseCluster(values);
  if (!cluster.ok) return cluster;
  const named = values.has('context') || values.has('kubeconfig') || values.has('demo') || values.has('recording');
  return ok({ cluster: cluster.value, named, verbose, once: values.get('once') });
}

function chooseCluster(values: ReadonlyMap<ValueFlag, string>): Result<ClusterChoice, StartError> {
  const context = values.get('context');
  const kubeconfig = values.get('kubeconfig');
  const scenario = values.get('demo');
  const named = context !== undefined || kubeconfig !== undefined;
  if (named && scenario !== undefined) {
    return failed({
      says: '--demo and --context (or --kubeconfig) name two different clusters.',
      remedy: 'Leave one of them out; the other can be opened from the Clusters page.',
    });
  }
  const file = values.get('recording');
  if (file !== undefined && (named || scenario !== undefined)) {
    return failed({
      says: `--recording and ${scenario === undefined ? '--context (or --kubeconfig)' : '--demo'} name two different clusters.`,
      remedy: 'Leave one of them out; a recording can also be opened in the window.',
    });
  }
  if (file !== undefined) return ok({ kind: 'recording', file });
  if (named) return ok({ kind: 'kubeconfig', context, kubeconfig });
  const nodes = positive(values, 'nodes');
  if (!nodes.ok) return nodes;
  const speed = positive(values, 'speed');
  if (!speed.ok) return speed;
  return ok({ kind: 'demo', scenario: scenario ?? DEFAULT_SCENARIO, nodes: nodes.value, speed: speed.value });
}

function positive(values: ReadonlyMap<ValueFlag, string>, flag: 'nodes' | 'speed'): Result<number | undefined, StartError> {
  const text = values.get(flag);
  if (text === undefined) return ok(undefined);
  const number = Number(text);
  const fits = number > 0 && Number.isFinite(number) && (flag === 'speed' || Number.isInteger(number));
  return fits ? ok(number) : failed({ says: `--${flag} ${text} is not a number above zero.`, remedy: `Write for example --${flag} 3.` });
}

function splitFlag(word: string): { name?: string; inline?: string } {
  if (!word.startsWith('--') || word === '--') return {};
  const equals = word.indexOf('=');
  return equals < 0 ? { name: word.slice(2) } : { name: word.slice(2, equals), inline: word.slice(equals + 1) };
}

function valueAfter(argv: readonly string[], index: number): string | undefined {
  const next = argv[index + 1];
  return next === undefined || next.startsWith('--') || next === '' ? undefined : next;
}

function isValueFlag(name: string): name is ValueFlag {
  return WITH_VALUE.some((flag) => flag === name);
}

function isForeign(name: string): boolean {
  return FOREIGN.some((begin) => name.startsWith(begin));
}
