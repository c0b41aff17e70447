import { assertNever } from '../../model/result';
import type { WhyAnswer, WhyStep } from './walk';

const MARKS: Readonly<Record<WhyStep['state'], string>> = {
  passed: '+',
  lost: 'X',
  'cannot-tell': '?',
  'not-needed': '-',
  'not-reached': '.',
};

/** The walk as lines of text: the verdict, each stage with its proof, what to do. */
export function whyText({ question, verdict, steps }: WhyAnswer): string {
  const labels = Object.entries(question.labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const asked = labels.length === 0 ? question.metric : `${question.metric}{${labels.join(', ')}}`;
  return `${[`${asked}: ${sayVerdict({ question, verdict, steps })}`, '', ...steps.flatMap(linesOf), ...remedyOf(verdict)].join('\n')}\n`;
}

function sayVerdict({ verdict, steps }: WhyAnswer): string {
  switch (verdict.kind) {
    case 'there':
      return [`it is there: ${verdict.says}`, ...verdict.partly.map((part) => `in part lost: ${part}`)].join('\n');
    case 'cannot-tell':
      return `cannot tell: ${verdict.says}`;
    case 'lost':
      return `${verdict.probably ? 'probably ' : ''}lost at ${verdict.stage} of ${steps.length}: ${verdict.says}`;
    default:
      return assertNever(verdict);
  }
}

function linesOf(step: WhyStep, at: number): readonly string[] {
  const head = `${MARKS[step.state]} ${String(at + 1).padStart(2)} ${step.title}`;
  if (step.state === 'not-reached') return [`${head}: not reached`];
  const proof = 'proof' in step ? step.proof : undefined;
  const request = proof?.request === undefined ? [] : [`       ${proof.request}${proof.line === undefined ? '' : `, line ${proof.line}`}`];
  const says = proof === undefined || proof.says === '' ? [] : proof.says.split('\n').map((line) => `       ${line}`);
  return [`${head}: ${step.says}`, ...request, ...says];
}

function remedyOf(verdict: WhyAnswer['verdict']): readonly string[] {
  return verdict.kind === 'lost' ? ['', `Do: ${verdict.remedy}`] : [];
}
