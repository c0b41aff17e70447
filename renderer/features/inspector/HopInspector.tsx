import type { Details } from '../../../shared/contract/engine';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import type { ReportEdge } from '../../../shared/report/schema';
import { titleOf } from '../../store/cardTitle';
import { inspect, showAnswer, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { AccessTab } from './AccessTab';
import { AnswerView } from './AnswerView';
import { EvidenceList } from './EvidenceList';
import { FactTable } from './FactTable';
import { FindingLinks } from './FindingLinks';
import { HistoryTab } from './HistoryTab';
import { HopTiming } from './HopTiming';
import { InspectorHead } from './InspectorHead';
import { InspectorTabs } from './InspectorTabs';
import { findEdge } from './inspected';

const words = texts.inspector.hop;

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** A hop: what it carries, how often, how old, who may, and the proof. */
export function HopInspector({ from, to }: Ends) {
  const edge = useEngine((facts) => findEdge(facts.view, from, to));
  const details = useEngine((facts) => (facts.details?.id === `${from}>${to}` ? facts.details : undefined));
  const name = words.title(titleOf(from), titleOf(to));
  return (
    <>
      <InspectorHead
        icon="arrow"
        name={name}
        subject={carriesOf(from, to, edge)}
        state={edge?.health ?? 'unknown'}
        sentence={edge?.because ?? (edge === undefined ? texts.inspector.notLooked : edge.health === 'ok' ? texts.inspector.well : '')}
        monitoring={edge?.pipeline === 'monitoring'}
      />
      <InspectorTabs
        parts={[
          { tab: 'overview', body: <HopOverview from={from} to={to} edge={edge} name={name} /> },
          { tab: 'timing', body: <HopTiming edge={edge} cadence={hopOf(from, to)?.cadence} name={name} /> },
          { tab: 'raw', body: <HopRaw edge={edge} details={details} name={name} /> },
          { tab: 'access', body: <AccessTab id={`${from}>${to}`} /> },
          { tab: 'history', body: <HistoryTab details={details} /> },
        ]}
      />
    </>
  );
}

/** The hop of the architecture between cards of these kinds, further instances as the first. */
function hopOf(from: string, to: string) {
  const base = (card: string) => card.split(':', 1)[0] ?? card;
  return HOPS.find((hop) => hop.from === base(from) && hop.to === base(to));
}

function carriesOf(from: string, to: string, edge: ReportEdge | undefined): string {
  return edge?.carries ?? hopOf(from, to)?.carries ?? '';
}

interface HopPartProps {
  readonly edge: ReportEdge | undefined;
  readonly name: string;
}

function HopOverview({ from, to, edge, name }: HopPartProps & Ends) {
  const cadence = hopOf(from, to)?.cadence;
  const { inferred, pipeline } = edge ?? {};
  return (
    <div className="hs-tab-body" data-testid="overview">
      <p className="hs-t2">
        <CardLink id={from} /> {words.carriesTo} <code>{carriesOf(from, to, edge)}</code> → <CardLink id={to} />.{' '}
        <TermText text={cadence === undefined ? '' : words.cadence[cadence]} />
      </p>
      <FindingLinks selection={{ kind: 'hop', from, to }} />
      <FactTable
        name={name}
        facts={[
          ...(pipeline === undefined ? [] : [{ label: words.pipeline, value: words.pipelines[pipeline] }]),
          { label: words.carries, value: carriesOf(from, to, edge) },
          { label: words.known, value: inferred === true ? words.inferred : words.direct },
        ]}
      />
      <EvidenceList evidence={edge?.evidence ?? []} subject={name} />
    </div>
  );
}

function CardLink({ id }: { readonly id: string }) {
  const about = CARDS.find((card) => card.id === id)?.about;
  return (
    <button type="button" className="hs-link" title={about} onClick={() => inspect({ kind: 'card', card: id })}>
      {titleOf(id)}
    </button>
  );
}

function HopRaw({ edge, details, name }: HopPartProps & { readonly details: Details | undefined }) {
  const answerId = useChoices((choices) => choices.answerId);
  const head = details?.answers.find((answer) => answer.id === answerId);
  const kept = (edge?.evidence ?? []).filter((proof) => proof.answerId !== undefined);
  if (answerId !== undefined) return <AnswerView key={answerId} id={answerId} head={head} onBack={() => showAnswer(undefined)} />;
  return (
    <div className="hs-tab-body" data-testid="answers">
      <p className="hs-t2">
        <TermText text={kept.length === 0 ? texts.inspector.raw.noProof : texts.inspector.raw.choose} />
      </p>
      <EvidenceList evidence={kept} subject={name} />
    </div>
  );
}
