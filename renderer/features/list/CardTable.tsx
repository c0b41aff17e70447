import { Fragment, useState } from 'react';
import { assertNever } from '../../../shared/model/result';
import { type Selection, selectCard } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Age } from '../../ui/Age';
import { cardIcon } from '../../ui/cardIcon';
import { Icon } from '../../ui/Icon';
import { HeadRow } from './HeadRow';
import { type CardRow, ROW_GROUPS, type RowGroup } from './listRows';
import { RowButton } from './RowButton';
import { StateCell } from './StateCell';
import { type Sorting, type SortValue, sortRows } from './sortRows';

const t = texts.list;
const COLUMNS = ['name', 'kind', 'state', 'members', 'number', 'age', 'hopsIn', 'hopsOut'] as const;
type Column = (typeof COLUMNS)[number];

/** The cards as rows: grouped by the map's columns, or in one list once a head was clicked. */
export function CardTable({ rows, selection }: { readonly rows: readonly CardRow[]; readonly selection: Selection }) {
  const [sorting, setSorting] = useState<Sorting<Column>>();
  const sorted = sortRows(rows, sorting, cellValue);
  const chosen = selection.kind === 'card' || selection.kind === 'member' ? selection.card : undefined;
  const lines = (some: readonly CardRow[]) => some.map((row) => <CardLine key={row.id} row={row} chosen={row.id === chosen} />);
  return (
    <table className="hs-list hs-list-cards" data-testid="list-cards">
      <caption className="hs-hidden">{t.components}</caption>
      <HeadRow columns={COLUMNS} words={t.heads} sorting={sorting} onSort={setSorting} />
      {sorting === undefined ? (
        ROW_GROUPS.map((group) => <Group key={group} group={group} rows={rows.filter((row) => row.group === group)} lines={lines} />)
      ) : (
        <tbody>{lines(sorted)}</tbody>
      )}
    </table>
  );
}

interface GroupProps {
  readonly group: RowGroup;
  readonly rows: readonly CardRow[];
  readonly lines: (rows: readonly CardRow[]) => React.ReactNode;
}

function Group({ group, rows, lines }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr className="hs-list-group">
        <th scope="rowgroup" colSpan={COLUMNS.length}>
          {group === 'history' ? t.history : t.columns[group]}
        </th>
      </tr>
      {lines(rows)}
    </tbody>
  );
}

function CardLine({ row, chosen }: { readonly row: CardRow; readonly chosen: boolean }) {
  return (
    <tr
      className={chosen ? 'hs-list-on' : undefined}
      onClick={() => selectCard(row.id)}
      data-testid={`row-${row.id}`}
      data-health={row.state}
    >
      <th scope="row">
        <RowButton id={row.id} chosen={chosen} onOpen={() => selectCard(row.id)}>
          <Icon name={cardIcon(row.id, row.kind)} />
          <bdi>{row.name}</bdi>
        </RowButton>
      </th>
      <td className="hs-list-kind">
        <span>{row.kind},</span> <span>{t.pipelines[row.pipeline]}</span>
      </td>
      <td>
        <StateCell id={row.id} state={row.state} />
      </td>
      <td className="hs-nowrap">{row.members}</td>
      <td className="hs-list-wide">
        {row.number}
        {row.more.length === 0 ? null : <MoreFacts facts={row.more} />}
      </td>
      <td className="hs-list-num">{row.ageSeconds === undefined ? null : <Age seconds={row.ageSeconds} />}</td>
      <Ends names={row.hopsIn} />
      <Ends names={row.hopsOut} />
    </tr>
  );
}

function MoreFacts({ facts }: { readonly facts: readonly string[] }) {
  return (
    <span className="hs-list-more hs-t2">
      {facts.map((fact, at) => (
        <Fragment key={fact}>
          {at === 0 ? '' : ' · '}
          <span>{fact}</span>
        </Fragment>
      ))}
    </span>
  );
}

/** How many hops, and the names at their other ends. */
function Ends({ names }: { readonly names: readonly string[] }) {
  return (
    <td className="hs-list-ends" title={names.join(', ')}>
      {names.length === 0 ? (
        <span className="hs-t3">0</span>
      ) : (
        <>
          {names.length} <span className="hs-list-names hs-t2">{names.join(', ')}</span>
        </>
      )}
    </td>
  );
}

function cellValue(row: CardRow, column: Column): SortValue {
  switch (column) {
    case 'name':
      return row.name;
    case 'kind':
      return `${row.kind}, ${row.pipeline}`;
    case 'state':
      return { state: row.state };
    case 'members':
      return row.members || undefined;
    case 'number':
      return row.value ?? (row.number || undefined);
    case 'age':
      return row.ageSeconds;
    case 'hopsIn':
      return row.hopsIn.length;
    case 'hopsOut':
      return row.hopsOut.length;
    default:
      return assertNever(column);
  }
}
