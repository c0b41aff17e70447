import type { BenchAnswer, RulesKind } from '../../../shared/contract/bench';
import { parseExposition } from '../../../shared/exposition/parse';
import { failed, ok, type Result } from '../../../shared/model/result';
import { readScrape } from '../../../shared/relabel/scrapeConfig';
import { withDefaults } from '../../../shared/relabel/target';
import { explained } from './benchSteps';
import type { Tried } from './benchTry';

type Labels = Readonly<Record<string, string>>;

/** The row of what the user typed: it is none of those tried. */
const TYPED_ROW = -1;

/** A series or target that the user wrote, through the rules that were tried last; or why it cannot be read. */
export function explainTyped(tried: Tried, text: string): BenchAnswer {
  const labels = typedLabels(text, tried.kind);
  return labels.ok ? explained(tried, TYPED_ROW, completed(tried, labels.value)) : { state: 'unread', says: labels.error };
}

/** `name{a="b"}`, with or without a value behind it; of targets `{a="b"}`. */
function typedLabels(text: string, kind: RulesKind): Result<Labels, string> {
  const line = text.trim();
  const named = line.startsWith('{') && kind === 'target' ? `target${line}` : line;
  const read = parseExposition(`${named}\n`, 'text');
  const parsed = read.ok ? read : parseExposition(`${named} 1\n`, 'text');
  if (!parsed.ok) return failed(parsed.error.message);
  const [first, second] = parsed.value.samples();
  if (first === undefined || second !== undefined) return failed('one is wanted, in one line');
  return ok(kind === 'target' ? first.labels : { ...first.labels, __name__: first.name });
}

/** With what each of this job has before the first rule, where it was not written: of targets the scheme, the path and the like. */
function completed({ scrape, read, kind }: Tried, labels: Labels): Labels {
  if (kind === 'write') return { ...scrape.externalLabels, ...labels };
  if (kind === 'metric') return { job: scrape.name, ...labels };
  const config = readScrape({ ...scrape.config, relabel_configs: read.list });
  return config.ok ? withDefaults(labels, config.value) : labels;
}
