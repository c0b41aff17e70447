import type { SheetPart } from '../../../shared/contract/doctors';
import { Glyph } from '../../ui/Glyph';
import { PartHead } from './PartHead';

export function FactList({ part }: { readonly part: Extract<SheetPart, { kind: 'facts' }> }) {
  return (
    <>
      <PartHead title={part.title} says={part.says} />
      <dl className="hs-part-facts">
        {part.rows.map(({ label, value, state, more }) => (
          <div key={label}>
            <dt className="hs-small hs-t2">{label}</dt>
            <dd>
              {state === undefined ? null : <Glyph state={state} />}
              <span>
                {value}
                {more === undefined ? null : <span className="hs-small hs-t2"> {more}</span>}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
