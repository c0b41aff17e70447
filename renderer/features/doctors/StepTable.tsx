import type { SheetPart } from '../../../shared/contract/doctors';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { PartHead } from './PartHead';

const t = texts.doctors;

/** A sum, step by step, and what comes out. */
export function StepTable({ part }: { readonly part: Extract<SheetPart, { kind: 'steps' }> }) {
  const { title, says, steps, out } = part;
  const text = [title, ...steps.map(({ name, from, to, why }) => `${name}: ${from} -> ${to}: ${why}`), `${t.out}: ${out}`].join('\n');
  const above = termsAbove(steps.map(({ why }) => why));
  return (
    <>
      <PartHead title={title} says={says}>
        <CopyButton text={text} label={t.text} />
      </PartHead>
      <table className="hs-sum-steps">
        <thead>
          <tr>
            <th scope="col">{t.steps.step}</th>
            <th scope="col">{t.steps.from}</th>
            <th scope="col">{t.steps.to}</th>
            <th scope="col">{t.steps.why}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ name, from, to, why }, at) => (
            <tr key={`${name} ${from} ${to}`}>
              <th scope="row">
                <span className="hs-t3">{at + 1}</span> {name}
              </th>
              <td>{from}</td>
              <td>
                <b>{to}</b>
              </td>
              <td className="hs-t2">
                <TermText text={why} leaveOut={above[at]} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.out}</th>
            <td colSpan={3}>
              <b>{out}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}
