import { Select, TextInput } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Details, ExpositionFamilies } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { keepTelling, tellEngine } from '../../bridge/enginePort';
import { useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { showWhyOf } from '../../store/whyLink';
import { texts } from '../../texts/catalogue';
import { FamilyTable } from './FamilyTable';
import { FamilyValues } from './FamilyValues';
import { allFamilies, BY_NAME, findFamilies, nextSort, type ShownFamily, sortFamilies } from './familyOrder';
import { memberTotal, useFoundMembers } from './useFoundMembers';

const NONE: readonly ExpositionFamilies[] = [];
const words = texts.inspector.metrics;
/** The picker lists so many at once; typing finds the others. */
const PICKED_FROM = 60;
const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]{2,}$/;

/** The families of a component's expositions; of a card with many members those of one, which can be chosen. */
export function MetricsTab({ id, details }: { readonly id: string; readonly details: Details | undefined }) {
  const [member, setMember] = useState<string>();
  const asked = member ?? id;
  const answer = useEngine((facts) => facts.families);
  useEffect(() => {
    const stop = keepTelling({ type: 'read-families', id: asked });
    return () => {
      stop();
      tellEngine({ type: 'read-families', id: null });
    };
  }, [asked]);
  const here = answer?.id === asked ? answer : undefined;
  if (details?.at !== undefined) return <p className="hs-tab-body hs-small hs-t2">{texts.inspector.metrics.heldOnly}</p>;
  return (
    <div className="hs-tab-fill" data-testid="metrics">
      <Families expositions={here?.expositions} key={asked}>
        {details !== undefined && memberTotal(details) > 1 ? (
          <MemberPicker details={details} chosen={here?.member ?? member} onChoose={setMember} />
        ) : null}
      </Families>
    </div>
  );
}

interface MemberPickerProps {
  readonly details: Details;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

function MemberPicker({ details, chosen, onChoose }: MemberPickerProps) {
  const [search, setSearch] = useState('');
  const { members } = details;
  const nameOfChosen = members.find(({ id }) => id === chosen)?.name;
  // What stands in the field because it was chosen is no search.
  const found = useFoundMembers('metrics', details, search === nameOfChosen ? '' : search);
  const data = useMemo(() => {
    const known = new Map([...members, ...found].map(({ id, name }) => [id, name]));
    return [...known].map(([value, label]) => ({ value, label }));
  }, [members, found]);
  return (
    <Select
      size="xs"
      w={136}
      data={data}
      value={chosen ?? null}
      onChange={(id) => id !== null && onChoose(id)}
      searchable={memberTotal(details) > PICKED_FROM / 4}
      searchValue={search}
      onSearchChange={setSearch}
      limit={PICKED_FROM}
      allowDeselect={false}
      nothingFoundMessage={words.noMember}
      aria-label={words.member}
      comboboxProps={{ width: 220, position: 'bottom-end' }}
    />
  );
}

interface FamiliesProps {
  readonly expositions: readonly ExpositionFamilies[] | undefined;
  readonly children: React.ReactNode;
}

function Families({ expositions, children }: FamiliesProps) {
  const [search, setSearch] = useState('');
  useFamilyWanted(setSearch);
  const [sort, setSort] = useState(BY_NAME);
  const [open, setOpen] = useState<Pick<ShownFamily, 'name' | 'path'>>();
  const wanted = useDeferredValue(search);
  const all = useMemo(() => allFamilies(expositions ?? NONE), [expositions]);
  const families = useMemo(() => sortFamilies(findFamilies(all, wanted), sort), [all, wanted, sort]);
  const opened = open && all.find((family) => family.name === open.name && family.path === open.path);
  return (
    <>
      <div className="hs-tab-tools">
        <TextInput
          size="xs"
          className="hs-grow"
          placeholder={words.search}
          aria-label={words.find}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {children}
      </div>
      <FamiliesState expositions={expositions} shown={families.length} all={all.length} />
      {expositions !== undefined && families.length === 0 && METRIC_NAME.test(search.trim()) ? <WhyNot metric={search.trim()} /> : null}
      {all.length === 0 ? null : (
        <FamilyTable
          families={families}
          several={(expositions ?? NONE).length > 1}
          sort={sort}
          onSort={(column) => setSort((now) => nextSort(now, column))}
          opened={opened}
          onOpen={(family) => setOpen(family === opened ? undefined : family)}
        />
      )}
      {opened === undefined ? null : (
        <FamilyValues key={`${opened.path} ${opened.name}`} family={opened} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

/** What is searched for is the name of a metric, and none of it is here. */
function WhyNot({ metric }: { readonly metric: string }) {
  return (
    <p className="hs-tab-body">
      <button type="button" className="hs-button" onClick={() => showWhyOf(metric)} data-testid="search-why">
        {words.whyNot(metric)}
      </button>
    </p>
  );
}

/** Find leads to a family: it is searched for here, once. */
function useFamilyWanted(search: (name: string) => void): void {
  const wanted = useChoices((choices) => choices.familyWanted);
  useEffect(() => {
    if (wanted === undefined) return;
    search(wanted);
    useChoices.setState({ familyWanted: undefined });
  }, [wanted, search]);
}

interface FamiliesStateProps {
  readonly expositions: readonly ExpositionFamilies[] | undefined;
  readonly shown: number;
  readonly all: number;
}

function FamiliesState({ expositions, shown, all }: FamiliesStateProps) {
  if (expositions === undefined) return <p className="hs-tab-body hs-small hs-t3">{words.asking}</p>;
  const unread = expositions.filter((each) => each.error !== undefined);
  return (
    <div className="hs-metrics-state hs-small hs-t3">
      {all === 0 ? (
        <p>
          {words.none} {words.noneBecause}
        </p>
      ) : (
        <p data-testid="families-shown">{shown === 0 ? words.nothing : words.shown(formatCount(shown), formatCount(all))}</p>
      )}
      {unread.map(({ path, error }) => (
        <p key={path} className="hs-is-degraded">
          {words.unreadable(path, error ?? '')}
        </p>
      ))}
    </div>
  );
}
