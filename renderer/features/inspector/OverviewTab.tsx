import type { AnswerHead, Details } from '../../../shared/contract/engine';
import { termOfCard } from '../../../shared/knowledge/glossary';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { Selection } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { RequestText } from '../../ui/RequestText';
import { TermText } from '../../ui/TermText';
import { useReportAge } from '../../ui/useReportAge';
import { termsAbove } from '../../ui/writtenTerms';
import { CorrectionForm } from './CorrectionForm';
import { cardFacts } from './cardFacts';
import { DocLinks } from './DocLinks';
import { EvidenceList } from './EvidenceList';
import { FactTable } from './FactTable';
import { FindingLinks } from './FindingLinks';
import { FlagList } from './FlagList';
import { HopLinks } from './HopLinks';
import { MemberList } from './MemberList';
import { RoleBox } from './RoleBox';
import { TraceLink } from './TraceLink';

interface OverviewTabProps {
  readonly selection: Extract<Selection, { kind: 'card' | 'member' }>;
  readonly details: Details | undefined;
  readonly about: string;
  readonly kind: string;
  readonly title: string;
  readonly evidence: readonly ReportEvidence[];
}

const words = texts.inspector.overview;

/** What it is, what was seen, why we think that it is this. */
export function OverviewTab({ selection, details, about, evidence, kind, title }: OverviewTabProps) {
  const isCard = selection.kind === 'card';
  return (
    <div className="hs-tab-body" data-testid="overview">
      {isCard ? (
        <div>
          <p className="hs-t2">
            <TermText text={about} leaveOut={termOfCard(selection.card)} />
          </p>
          <DocLinks card={selection.card} />
        </div>
      ) : null}
      <FindingLinks selection={selection} />
      <TraceLink selection={selection} kind={kind} />
      {details === undefined ? <p className="hs-small hs-t3">{words.asking}</p> : <State details={details} />}
      {isCard ? <CardFacts card={selection.card} title={title} /> : null}
      <FactTable facts={details?.facts ?? []} name={title} />
      <FlagList flags={details?.flags ?? []} />
      {isCard && details !== undefined ? <MemberList details={details} /> : null}
      <EvidenceList evidence={evidence} subject={title} />
      {isCard ? <HopLinks card={selection.card} /> : null}
      {details === undefined ? null : <Why details={details} />}
      {isCard ? <CorrectionForm key={selection.card} kind={kind} title={title} /> : null}
    </div>
  );
}

function CardFacts({ card, title }: { readonly card: string; readonly title: string }) {
  const component = useEngine((facts) => facts.view?.report.components.find((one) => one.id === card));
  const add = useReportAge();
  return <FactTable facts={cardFacts(component, add)} name={title} />;
}

/** What stands in the way of facts: nothing answered yet, denied, unreachable. */
function State({ details }: { readonly details: Details }) {
  const failing = details.answers.filter((answer) => answer.state === 'unreachable' || answer.state === 'malformed');
  const waits = details.at === undefined && details.facts.length === 0 && details.answers.length === 0 && details.members.length > 0;
  const unseen = details.members.every((member) => member.health === 'unknown');
  return (
    <>
      {details.at === undefined ? null : <p className="hs-small hs-t2">{details.facts.length > 0 ? words.heldFacts : words.heldOnly}</p>}
      {waits && unseen ? <p className="hs-small hs-t2">{words.nothingYet}</p> : null}
      {details.denied === undefined ? null : <Denied says={details.denied.says} yaml={details.denied.yaml} />}
      {failing.length === 0 ? null : <Failing answers={failing} />}
    </>
  );
}

function Denied({ says, yaml }: { readonly says: string; readonly yaml: string }) {
  return (
    <section className="hs-box" data-testid="denied">
      <h3 className="hs-label">{words.denied}</h3>
      <p className="hs-small">
        <TermText text={says} />
      </p>
      <RoleBox yaml={yaml} />
    </section>
  );
}

function Failing({ answers }: { readonly answers: readonly AnswerHead[] }) {
  return (
    <section className="hs-box" data-testid="failing">
      <h3 className="hs-label">{words.failing}</h3>
      <ul className="hs-small">
        {answers.map((answer) => (
          <li key={answer.place}>
            <RequestText request={answer.request} className="hs-breakable" />
            <p>
              <TermText text={answer.because ?? ''} />
            </p>
            <p className="hs-t2">
              <TermText text={answer.remedy ?? ''} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Why({ details }: { readonly details: Details }) {
  if (details.why.length === 0) return null;
  const above = termsAbove(details.why);
  return (
    <details className="hs-why" data-testid="why">
      <summary>
        {words.why}
        {details.confidence === undefined ? null : <span className="hs-t3"> {words.confidence[details.confidence]}</span>}
      </summary>
      <ul>
        {details.why.map((sentence, at) => (
          <li key={sentence}>
            <TermText text={sentence} leaveOut={above[at]} />
          </li>
        ))}
      </ul>
    </details>
  );
}
