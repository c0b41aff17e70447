import type { Details } from '../../../shared/contract/engine';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { Selection } from '../../store/choiceStore';
import { CorrectionForm } from './CorrectionForm';
import { EvidenceList } from './EvidenceList';
import { FactTable } from './FactTable';
import { MemberList } from './MemberList';

interface OverviewTabProps {
  readonly selection: Extract<Selection, { kind: 'card' | 'member' }>;
  readonly details: Details | undefined;
  readonly about: string;
  readonly kind: string;
  readonly title: string;
  readonly evidence: readonly ReportEvidence[];
}

const CONFIDENCE = { proven: 'Proven', likely: 'Likely', corrected: 'You said so' } as const;

/** What it is, what was seen, why we think that it is this. */
export function OverviewTab({ selection, details, about, evidence, kind, title }: OverviewTabProps) {
  return (
    <div className="hs-tab-body">
      {selection.kind === 'card' ? <p className="hs-t2">{about}</p> : null}
      <EvidenceList evidence={evidence} />
      <FactTable facts={details?.facts ?? []} />
      {selection.kind === 'card' && details !== undefined ? <MemberList card={selection.card} members={details.members} /> : null}
      {details === undefined ? <p className="hs-small hs-t3">Asking the engine for the details.</p> : <Why details={details} />}
      {selection.kind === 'card' ? <CorrectionForm key={selection.card} kind={kind} title={title} /> : null}
    </div>
  );
}

function Why({ details }: { readonly details: Details }) {
  if (details.why.length === 0) return null;
  return (
    <details className="hs-why" data-testid="why">
      <summary>
        Why do you think so?
        {details.confidence === undefined ? null : <span className="hs-t3"> {CONFIDENCE[details.confidence]}.</span>}
      </summary>
      <ul>
        {details.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
