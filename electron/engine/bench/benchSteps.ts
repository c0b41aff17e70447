import type { BenchAnswer } from '../../../shared/contract/bench';
import { explain } from '../../../shared/relabel/explain';
import { ruleWords } from '../../../shared/relabel/ruleWords';
import type { Tried } from './benchTry';

type Explained = Extract<BenchAnswer, { state: 'explained' }>;

const MOST_STEPS = 300;

/** One of those tried, rule by rule; of very many rules the first, and the last that ran. Undefined: there is no such row. */
export function explainRow(tried: Tried, row: number): Explained | undefined {
  if (row < 0 || row >= tried.trial.tried.count) return undefined;
  return explained(tried, row, tried.trial.tried.labelsAt(row));
}

/** Any labels through the rules that were tried. */
export function explained({ passage, read }: Tried, row: number, before: Readonly<Record<string, string>>): Explained {
  const outcome = passage(before);
  const all = explain(before, read.rules);
  const shown = all.length <= MOST_STEPS ? all : [...all.slice(0, MOST_STEPS - 1), ...all.slice(-1)];
  return {
    state: 'explained',
    row,
    before: { ...before },
    ...(outcome.kind === 'labels' ? { after: { ...outcome.labels } } : {}),
    ...(outcome.kind === 'refused' ? { refused: outcome.because } : {}),
    steps: shown.map((step) => {
      const rule = read.rules[step.rule];
      const says = rule === undefined ? '' : ruleWords(rule);
      return { ...step, edits: step.edits.map((edit) => ({ ...edit })), line: read.lines[step.rule] ?? 1, says };
    }),
    more: all.length - shown.length,
  };
}
