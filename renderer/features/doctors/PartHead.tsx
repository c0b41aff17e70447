import type { ReactNode } from 'react';

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
        <h2>{title}</h2>
        {says === undefined ? null : <p className="hs-small hs-t2">{says}</p>}
      </div>
      {children === undefined ? null : <div className="hs-part-tools">{children}</div>}
    </div>
  );
}
