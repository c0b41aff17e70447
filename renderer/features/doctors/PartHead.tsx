import type { ReactNode } from 'react';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

interface PartHeadProps {
  readonly title: string;
  readonly says: string | undefined;
  readonly children?: ReactNode;
}

/** Title, one sentence, and tools at the right. */
export function PartHead({ title, says, children }: PartHeadProps) {
  return (
    <div className="hs-part-head">
      <div>
        <h2>
          <TermText text={title} />
        </h2>
        {says === undefined ? null : (
          <p className="hs-small hs-t2">
            <TermText text={says} leaveOut={termsAbove([title, says])[1]} />
          </p>
        )}
      </div>
      {children === undefined ? null : <div className="hs-part-tools">{children}</div>}
    </div>
  );
}
