import { Suspense, useDeferredValue, useEffect, useState } from 'react';
import type { Details } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { inspect, type Selection, showAnswer } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { cardIcon } from '../../ui/cardIcon';
import { Icon } from '../../ui/Icon';
import { later } from '../../ui/later';
import { AccessTab } from './AccessTab';
import { HistoryTab } from './HistoryTab';
import { InspectorHead } from './InspectorHead';
import { InspectorTabs } from './InspectorTabs';
import { type Inspected, inspectCard, inspectMember } from './inspected';
import { MetricsTab } from './MetricsTab';
import { OverviewTab } from './OverviewTab';
import { RawTab } from './RawTab';

/** The library of charts is a third of the window's code. */
const ChartsTab = later(async () => (await import('./ChartsTab')).ChartsTab);

type Chosen = Extract<Selection, { kind: 'card' | 'member' }>;

/** A card, or one member of it, with its tabs. */
export function CardInspector({ selection }: { readonly selection: Chosen }) {
  const view = useEngine((facts) => facts.view);
  const details = useDetails(selection);
  const members = useMembers(selection.card);
  const base = inspectCard(view, selection.card);
  const inspected =
    selection.kind === 'card'
      ? base
      : inspectMember(
          base,
          members.find((member) => member.id === selection.member),
          selection.member,
        );
  return (
    <>
      <InspectorHead
        icon={cardIcon(selection.card, inspected.kind)}
        name={inspected.name}
        subject={inspected.subject}
        state={inspected.state}
        sentence={inspected.sentence}
        monitoring={inspected.monitoring}
        card={selection.kind === 'card' ? selection.card : undefined}
        back={selection.kind === 'member' ? <BackToCard card={selection.card} name={base.name} /> : undefined}
      />
      <CardTabs selection={selection} details={details} inspected={inspected} />
    </>
  );
}

function BackToCard({ card, name }: { readonly card: string; readonly name: string }) {
  const says = texts.inspector.backTo(name);
  return (
    <button
      type="button"
      className="hs-button hs-button-bare"
      onClick={() => inspect({ kind: 'card', card })}
      aria-label={says}
      title={says}
      data-testid="back-to-card"
    >
      <Icon name="back" size={14} />
    </button>
  );
}

interface CardTabsProps {
  readonly selection: Chosen;
  readonly details: Details | undefined;
  readonly inspected: Inspected;
}

function CardTabs({ selection, details, inspected }: CardTabsProps) {
  const { about, evidence, kind, name } = inspected;
  const id = selection.kind === 'card' ? selection.card : selection.member;
  return (
    <InspectorTabs
      parts={[
        {
          tab: 'overview',
          body: <OverviewTab selection={selection} details={details} about={about} evidence={evidence} kind={kind} title={name} />,
        },
        {
          tab: 'charts',
          body: (
            <Suspense fallback={null}>
              <ChartsTab details={details} />
            </Suspense>
          ),
        },
        { tab: 'metrics', count: countOf(details?.familyCount), body: <MetricsTab key={id} id={id} details={details} /> },
        { tab: 'raw', body: <RawTab answers={details?.answers} onChoose={showAnswer} /> },
        { tab: 'access', body: <AccessTab id={id} /> },
        { tab: 'history', body: <HistoryTab details={details} /> },
      ]}
    />
  );
}

function countOf(n: number | undefined): string | undefined {
  return n === undefined || n === 0 ? undefined : formatCount(n);
}

/** The engine's details, once they are of what is selected. They come while what was clicked is being painted, and wait for that. */
function useDetails(selection: Chosen): Details | undefined {
  const details = useDeferredValue(useEngine((facts) => facts.details));
  return details?.id === (selection.kind === 'card' ? selection.card : selection.member) ? details : undefined;
}

/** The members of the card, kept while one of them is open. */
function useMembers(card: string): Details['members'] {
  const details = useEngine((facts) => facts.details);
  const [kept, keep] = useState<{ card: string; members: Details['members'] }>({ card, members: [] });
  useEffect(() => {
    if (details?.id === card) keep({ card, members: details.members });
  }, [details, card]);
  return kept.card === card ? kept.members : [];
}
