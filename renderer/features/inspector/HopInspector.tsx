import { Tabs } from '@mantine/core';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import { formatAge, formatDuration, formatOf } from '../../../shared/model/format';
import type { ReportEdge } from '../../../shared/report/schema';
import { titleOf } from '../../store/cardTitle';
import { chooseTab, selectCard, showAnswer, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { useReportAge } from '../../ui/useReportAge';
import { AnswerView } from './AnswerView';
import { EvidenceList } from './EvidenceList';
import { InspectorHead } from './InspectorHead';
import { findEdge } from './inspected';

/** A hop: what it carries, how often, how old, and the proof. */
export function HopInspector({ from, to }: { readonly from: string; readonly to: string }) {
  const edge = useEngine((facts) => findEdge(facts.view, from, to));
  const answerId = useChoices((choices) => choices.answerId);
  const tab = useChoices((choices) => choices.tab);
  const carries = edge?.carries ?? HOPS.find((hop) => hop.from === from && hop.to === to)?.carries ?? '';
  return (
    <>
      <InspectorHead
        icon="arrow"
        name={`${titleOf(from)} to ${titleOf(to)}`}
        subject={carries}
        state={edge?.health ?? 'unknown'}
        sentence={edge?.because ?? (edge === undefined ? 'Not looked at yet.' : '')}
        monitoring={edge?.pipeline === 'monitoring'}
      />
      <Tabs
        value={tab === 'raw' ? 'raw' : 'overview'}
        onChange={(next) => chooseTab(next === 'raw' ? 'raw' : 'overview')}
        className="hs-tabs"
        keepMounted={false}
        color="ink"
      >
        <Tabs.List>
          <Tabs.Tab value="overview">Overview</Tabs.Tab>
          <Tabs.Tab value="raw">Raw</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <div className="hs-tab-body">
            <Ends from={from} to={to} />
            {edge === undefined ? null : <Timing edge={edge} />}
            <EvidenceList evidence={edge?.evidence ?? []} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          {answerId === undefined ? (
            <div className="hs-tab-body">
              <p className="hs-t2">Choose a proof to read its answer.</p>
              <EvidenceList evidence={(edge?.evidence ?? []).filter((proof) => proof.answerId !== undefined)} />
            </div>
          ) : (
            <AnswerView key={answerId} id={answerId} head={undefined} onBack={() => showAnswer(undefined)} />
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Ends({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <p className="hs-t2">
      From <CardLink id={from} /> to <CardLink id={to} />.
    </p>
  );
}

function CardLink({ id }: { readonly id: string }) {
  const about = CARDS.find((card) => card.id === id)?.about;
  return (
    <button type="button" className="hs-link" title={about} onClick={() => selectCard(id)}>
      {titleOf(id)}
    </button>
  );
}

function Timing({ edge }: { readonly edge: ReportEdge }) {
  const add = useReportAge();
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Pipeline', edge.pipeline],
    ['Carries', edge.carries],
    ['Period', edge.periodSeconds === undefined ? undefined : formatDuration(edge.periodSeconds)],
    ['Newest value', edge.ageSeconds === undefined ? undefined : `${formatAge(edge.ageSeconds + add)} old`],
    ['Behind its source', edge.lagSeconds === undefined ? undefined : formatDuration(edge.lagSeconds)],
    ['Lost', edge.missed === undefined || edge.expected === undefined ? undefined : `${formatOf(edge.missed, edge.expected)} expected`],
    ['Known', edge.inferred === true ? 'inferred: nobody may watch it directly' : undefined],
  ];
  return (
    <table className="hs-table hs-fact-table">
      <tbody>
        {rows.map(([label, value]) =>
          value === undefined ? null : (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
