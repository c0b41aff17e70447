import { Command, InvalidArgumentError } from 'commander';
import { parseQuestion } from '../../shared/analysis/why/question';
import type { WhyQuestion } from '../../shared/analysis/why/scene';
import { whyText } from '../../shared/analysis/why/whyText';
import { walkWhy } from '../engine/why/gather';
import { type ClusterOptions, clusterOptions } from './clusterOptions';
import { seenCluster } from './seenCluster';

interface WhyOptions extends ClusterOptions {
  readonly label: Readonly<Record<string, string>>;
}

/** `hopscope why METRIC`: exit code 0 it is there, 1 it is lost, 2 it could not be told. */
export function whyCommand(ends: (code: number) => void): Command {
  return clusterOptions(new Command('why').description('walks the way of a metric and stops at the first place where it is lost'))
    .argument('<metric>', 'its name, for example container_cpu_usage_seconds_total; labels may follow in braces', toQuestion)
    .option('--label <name=value>', 'a label that the series has to have (repeatable)', toLabel, {})
    .option('--json', 'print the walk as JSON')
    .action(async (asked: WhyQuestion, options: WhyOptions) => ends(await answer(asked, options)));
}

function toQuestion(text: string): WhyQuestion {
  const question = parseQuestion(text);
  if (!question.ok) throw new InvalidArgumentError(question.error);
  return question.value;
}

function toLabel(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('A label such as namespace=shop.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

async function answer(asked: WhyQuestion, options: WhyOptions): Promise<number> {
  const seen = await seenCluster(options);
  if (seen === undefined) return 2;
  const { session, port, clock } = seen;
  const question = { metric: asked.metric, labels: { ...asked.labels, ...options.label } };
  const walked = await seen.atItsTime(walkWhy(session, port, clock, question, new AbortController().signal));
  await seen.end();
  process.stdout.write(options.json === true ? `${JSON.stringify(walked, null, 2)}\n` : whyText(walked));
  return walked.verdict.kind === 'there' ? 0 : walked.verdict.kind === 'lost' ? 1 : 2;
}
