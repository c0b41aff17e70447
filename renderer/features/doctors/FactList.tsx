import type { SheetPart } from '../../../shared/contract/doctors';
import { Glyph } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { PartHead } from './PartHead';

export function FactList({ part }: { readonly part: Extract<SheetPart, { kind: 'facts' }> }) {
  const above = termsAbove(part.rows.flatMap(({ label, value, more = '' }) => [label, value, more]));
  return (
    <>
      <PartHead title={part.title} says={part.says} />
      <dl className="hs-part-facts">
        {part.rows.map(({ label, value, state, more }, at) => (
          <div key={label}>
            <dt className="hs-small hs-t2">
              <TermText text={label} leaveOut={above[3 * at]} />
            </dt>
            <dd>
              {state === undefined ? null : <Glyph state={state} />}
              <span>
                <TermText text={value} leaveOut={above[3 * at + 1]} />
                {more === undefined ? null : (
                  <span className="hs-small hs-t2">
                    {' '}
                    <TermText text={more} leaveOut={above[3 * at + 2]} />
                  </span>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
