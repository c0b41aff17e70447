import type { Details } from '../../../shared/contract/engine';
import { formatShortAge } from '../../../shared/model/format';
import { showAnswer } from '../../store/choiceStore';
import { useClock } from '../../store/clock';

type Fact = Details['facts'][number];

/** label | value | age | proof. */
export function FactTable({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <table className="hs-table hs-fact-table" data-testid="facts">
      <tbody>
        {facts.map((fact) => (
          <FactRow key={`${fact.label} ${fact.value}`} fact={fact} />
        ))}
      </tbody>
    </table>
  );
}

function FactRow({ fact }: { readonly fact: Fact }) {
  const { evidence } = fact;
  return (
    <tr>
      <th scope="row">{fact.label}</th>
      <td title={evidence?.says} colSpan={evidence === undefined ? 3 : 1}>
        {fact.value}
      </td>
      {evidence === undefined ? null : <ProofCells evidence={evidence} />}
    </tr>
  );
}

function ProofCells({ evidence }: { readonly evidence: NonNullable<Fact['evidence']> }) {
  const { answerId } = evidence;
  return (
    <>
      <td className="hs-num hs-t3">
        <AgeOf at={evidence.at} />
      </td>
      <td className="hs-num">
        {answerId === undefined ? null : (
          <button type="button" className="hs-link" onClick={() => showAnswer(answerId)} title={evidence.request}>
            proof
          </button>
        )}
      </td>
    </>
  );
}

export function AgeOf({ at }: { readonly at: string }) {
  const seconds = useClock(({ nowMs }) => Math.round((nowMs - Date.parse(at)) / 1000));
  return <span className="hs-nowrap">{formatShortAge(seconds)}</span>;
}
