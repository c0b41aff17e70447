import type { SheetPart } from '../../../shared/contract/doctors';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { PartHead } from './PartHead';

/** A query or a patch, to be copied. */
export function TextPart({ part }: { readonly part: Extract<SheetPart, { kind: 'text' }> }) {
  return (
    <>
      <PartHead title={part.title} says={part.says}>
        <CopyButton text={part.text} label={texts.doctors.copy} />
      </PartHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <pre className="hs-part-text" tabIndex={0} data-language={part.language}>
        {part.text}
      </pre>
    </>
  );
}
