import { useState } from 'react';
import { assertNever } from '../../../shared/model/result';
import { type Selection, select } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Age } from '../../ui/Age';
import { HeadRow } from './HeadRow';
import type { HopRow } from './listRows';
import { RowButton } from './RowButton';
import { StateCell } from './StateCell';
import { type Sorting, type SortValue, sortRows } from './sortRows';

const t = texts.list;
const COLUMNS = ['from', 'to', 'carries', 'period', 'age', 'state'] as const;
type Column = (typeof COLUMNS)[number];

/** The hops as rows, along the flow. */
export function HopTable({ rows, selection }: { readonly rows: readonly HopRow[]; readonly selection: Selection }) {
  const [sorting, setSorting] = useState<Sorting<Column>>();
  const chosen = selection.kind === 'hop' ? `${selection.from}>${selection.to}` : undefined;
  return (
    <table className="hs-list hs-list-hops" data-testid="list-hops">
      <caption className="hs-hidden">{t.hops}</caption>
      <HeadRow columns={COLUMNS} words={t.heads} sorting={sorting} onSort={setSorting} />
      <tbody>
        {sortRows(rows, sorting, cellValue).map((row) => (
          <HopLine key={row.id} row={row} chosen={row.id === chosen} />
        ))}
      </tbody>
    </table>
  );
}

function HopLine({ row, chosen }: { readonly row: HopRow; readonly chosen: boolean }) {
  const open = () => select({ kind: 'hop', from: row.from, to: row.to });
  return (
    <tr className={chosen ? 'hs-list-on' : undefined} onClick={open} data-testid={`row-${row.id}`} data-health={row.state}>
      <th scope="row">
        <RowButton id={row.id} chosen={chosen} onOpen={open}>
          <bdi>{row.fromName}</bdi>
          <span className="hs-hidden"> {texts.map.spokenHop(row.carries || texts.map.hop, row.fromName, row.toName)}</span>
        </RowButton>
      </th>
      <td className="hs-list-end">
        <bdi>{row.toName}</bdi>
      </td>
      <td className="hs-list-wide">{row.carries}</td>
      <td className="hs-nowrap">{row.period}</td>
      <td className="hs-list-num">{row.ageSeconds === undefined ? null : <Age seconds={row.ageSeconds} />}</td>
      <td className="hs-list-wide">
        <StateCell id={row.id} state={row.state} trouble={row.trouble} />
      </td>
    </tr>
  );
}

function cellValue(row: HopRow, column: Column): SortValue {
  switch (column) {
    case 'from':
      return row.fromName;
    case 'to':
      return row.toName;
    case 'carries':
      return row.carries;
    case 'period':
      return row.periodSeconds ?? row.period;
    case 'age':
      return row.ageSeconds;
    case 'state':
      return { state: row.state };
    default:
      return assertNever(column);
  }
}
