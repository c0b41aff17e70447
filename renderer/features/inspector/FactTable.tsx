import type { Details } from '../../../shared/contract/engine';
import type { TermId } from '../../../shared/knowledge/glossary';
import { formatShortAge } from '../../../shared/model/format';
import type { ReportEvidence } from '../../../shared/report/schema';
import { showAnswer } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { keyed } from '../../ui/keyed';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { claimText, copyClaim } from './claim';

type Fact = Details['facts'][number];
const words = texts.inspector.overview;

/** label | value | age | proof. */
export function FactTable({ facts, name }: { readonly facts: readonly Fact[]; readonly name: string }) {
  if (facts.length === 0) return null;
  const above = termsAbove(facts.map(({ label }) => label));
  return (
    <table className="hs-table hs-fact-table" data-testid="facts">
      <caption className="hs-hidden">{`${words.facts}: ${name}`}</caption>
      <thead className="hs-hidden">
        <tr>
          <th scope="col">{words.fact}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.age}</th>
          <th scope="col">{words.proof}</th>
        </tr>
      </thead>
      <tbody>
        {keyed(facts, ({ label }) => label).map(([key, fact], at) => (
          <FactRow key={key} fact={fact} subject={name} marked={above[at] ?? []} />
        ))}
      </tbody>
    </table>
  );
}

interface FactRowProps {
  readonly fact: Fact;
  readonly subject: string;
  readonly marked: readonly TermId[];
}

function FactRow({ fact, subject, marked }: FactRowProps) {
  const { label, value, evidence } = fact;
  return (
    <tr onKeyDown={(event) => copyClaim(event, claimText(`${subject}: ${label}: ${value}`, evidence))}>
      <th scope="row">
        <TermText text={label} leaveOut={marked} />
      </th>
      <td title={evidence?.says} colSpan={evidence === undefined ? 3 : 1}>
        <bdi>{value}</bdi>
      </td>
      {evidence === undefined ? null : <ProofCells evidence={evidence} label={label} />}
    </tr>
  );
}

function ProofCells({ evidence, label }: { readonly evidence: ReportEvidence; readonly label: string }) {
  return (
    <>
      <td className="hs-num hs-t3">
        <AgeOf at={evidence.at} />
      </td>
      <td className="hs-num">
        <ProofLink evidence={evidence} label={label} />
      </td>
    </>
  );
}

/** To the kept answer, at the line where there is one; words where no answer is kept. */
export function ProofLink({ evidence, label }: { readonly evidence: ReportEvidence; readonly label: string }) {
  const { answerId, line, request } = evidence;
  const shown = line === undefined ? words.proof.toLowerCase() : words.line(line);
  if (answerId === undefined)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a claim is focused to be copied with its proof.
      <span className="hs-t3" tabIndex={0} title={`${evidence.says}. ${texts.inspector.claimHint}`}>
        {words.watched}
      </span>
    );
  return (
    <button
      type="button"
      className="hs-link hs-nowrap"
      onClick={() => showAnswer(answerId, line)}
      title={[request, evidence.says, texts.inspector.claimHint].filter(Boolean).join('\n')}
      aria-label={`${words.proofOf(label)}: ${shown}`}
    >
      {shown}
    </button>
  );
}

export function AgeOf({ at }: { readonly at: string }) {
  const seconds = useClock(({ nowMs }) => Math.round((nowMs - Date.parse(at)) / 1000));
  return <span className="hs-nowrap">{formatShortAge(seconds)}</span>;
}
