import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Details } from '../../../shared/contract/engine';
import { chooseTab, type Selection, selectCard, showAnswer, type Tab, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { cardIcon } from '../../ui/cardIcon';
import { Icon } from '../../ui/Icon';
import { ChartsTab } from './ChartsTab';
import { InspectorHead } from './InspectorHead';
import { type Inspected, inspectCard, inspectMember } from './inspected';
import { MetricsTab } from './MetricsTab';
import { OverviewTab } from './OverviewTab';
import { RawTab } from './RawTab';

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
        back={selection.kind === 'member' ? <BackToCard card={selection.card} name={base.name} /> : undefined}
      />
      <CardTabs selection={selection} details={details} inspected={inspected} />
    </>
  );
}

function BackToCard({ card, name }: { readonly card: string; readonly name: string }) {
  return (
    <button
      type="button"
      className="hs-button hs-button-bare"
      onClick={() => selectCard(card)}
      aria-label={`Back to ${name}`}
      title={`Back to ${name}`}
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
  const { about, evidence, kind, name, monitoring } = inspected;
  const tab = useChoices((choices) => choices.tab);
  return (
    <Tabs value={tab} onChange={(next) => isTab(next) && chooseTab(next)} className="hs-tabs" keepMounted={false} color="ink">
      <Tabs.List>
        <Tabs.Tab value="overview">Overview</Tabs.Tab>
        <Tabs.Tab value="charts">Charts</Tabs.Tab>
        <Tabs.Tab value="metrics">Metrics{count(details?.families.length)}</Tabs.Tab>
        <Tabs.Tab value="raw">Raw{count(details?.answers.length)}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview">
        <OverviewTab selection={selection} details={details} about={about} evidence={evidence} kind={kind} title={name} />
      </Tabs.Panel>
      <Tabs.Panel value="charts">
        <ChartsTab details={details} monitoring={monitoring} />
      </Tabs.Panel>
      <Tabs.Panel value="metrics">
        <MetricsTab details={details} />
      </Tabs.Panel>
      <Tabs.Panel value="raw">
        <RawTab answers={details?.answers} onChoose={showAnswer} />
      </Tabs.Panel>
    </Tabs>
  );
}

function count(n: number | undefined): string {
  return n === undefined || n === 0 ? '' : ` ${n}`;
}

function isTab(value: string | null): value is Tab {
  return value === 'overview' || value === 'charts' || value === 'metrics' || value === 'raw';
}

/** The engine's details, once they are of what is selected. */
function useDetails(selection: Chosen): Details | undefined {
  const details = useEngine((facts) => facts.details);
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
