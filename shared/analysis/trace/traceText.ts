import type { Trace, TraceHop, TraceLag } from '../../contract/trace';
import { formatDuration } from '../../model/format';
import { secondsText } from './amounts';
import { subjectWords } from './question';

/** The trace as a text of a terminal. Every line ends with one newline. */
export function traceText(trace: Trace, lag: TraceLag): string {
  const { question, verdict, hops, identities, clocks } = trace;
  const lines = [
    `${question.metric} of ${subjectWords(question.subject)}`,
    `${verdict.says} ${verdict.more}`.trim(),
    '',
    ...hops.flatMap((hop, at) => [...(hops[at - 1]?.pipeline === hop.pipeline ? [] : [laneOf(hop)]), ...hopLines(hop, trace)]),
    '',
    ...identities.map(({ holds, says }) => `${HOLDS[holds]}  ${says}`),
    '',
    ...lagLines(lag),
    `Clocks: ${clocks.map(({ who, offsetMs, withinMs }) => `${who} ${offsetMs} ms ±${withinMs} ms`).join(', ')}.`,
  ];
  return `${lines.join('\n')}\n`;
}

const HOLDS = { yes: 'holds     ', no: 'DOES NOT  ', 'cannot-tell': 'not told  ' } as const;

function laneOf({ pipeline }: TraceHop): string {
  return pipeline === 'core' ? 'Core metrics pipeline' : 'Monitoring pipeline';
}

function hopLines({ title, sub, value, trueMs, state, bar, changed, says, difference }: TraceHop, { atMs }: Trace): string[] {
  const age = trueMs === undefined ? '' : `${secondsText(Math.max(0, atMs - trueMs))} old`;
  const more = [bar?.says, difference?.text].filter((text) => text !== undefined);
  const head = `  ${title.padEnd(18)} ${(value?.text ?? state).padStart(14)}  ${age.padEnd(12)} ${[sub, ...more].join('; ')}`;
  return [head.trimEnd(), ...[changed, says].filter((text) => text !== undefined && text !== '').map((text) => `      ${text}`)];
}

function lagLines({ to, budget, measured, because }: TraceLag): string[] {
  const set = budget.map(({ says, after }) => (after ? `then ${says} until nothing older is in it` : says)).join(', ');
  if (measured === undefined) return [`A change takes to ${to}: ${set}.${because === undefined ? '' : ` Not measured: ${because}.`}`];
  const { bestMs, worstMs, p50Ms, withinMs, edges } = measured;
  const [best, worst, p50] = [bestMs, worstMs, p50Ms].map((ms) => formatDuration(ms / 1000));
  return [
    `A change reaches ${to} in ${best} to ${worst}, p50 ${p50} (±${formatDuration(withinMs / 1000)}, ${edges} arrivals seen); by what is set: ${set}.`,
  ];
}
