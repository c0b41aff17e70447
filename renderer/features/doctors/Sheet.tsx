import { type RefObject, useRef } from 'react';
import type { DoctorSheet, SheetPart } from '../../../shared/contract/doctors';
import { assertNever } from '../../../shared/model/result';
import { texts } from '../../texts/catalogue';
import { FactList } from './FactList';
import { SheetTable } from './SheetTable';
import { StepTable } from './StepTable';
import { TextPart } from './TextPart';

/** The parts of a sheet, one under the other; they scroll together. */
export function Sheet({ sheet }: { readonly sheet: DoctorSheet }) {
  const scroller = useRef<HTMLElement>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section ref={scroller} className="hs-sheet" tabIndex={0} aria-label={texts.doctors.sheet}>
      {sheet.parts.map((part) => (
        <section key={part.id} className="hs-sheet-part" data-testid={`part-${part.id}`} aria-label={part.title}>
          <Part part={part} scroller={scroller} />
        </section>
      ))}
    </section>
  );
}

function Part({ part, scroller }: { readonly part: SheetPart; readonly scroller: RefObject<HTMLElement | null> }) {
  switch (part.kind) {
    case 'facts':
      return <FactList part={part} />;
    case 'table':
      return <SheetTable part={part} scroller={scroller} />;
    case 'steps':
      return <StepTable part={part} />;
    case 'text':
      return <TextPart part={part} />;
    default:
      return assertNever(part);
  }
}
