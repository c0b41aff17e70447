import { Icon } from '../../ui/Icon';
import type { Sorting } from './sortRows';

interface SortHeadProps<Column extends string> {
  readonly column: Column;
  readonly words: string;
  readonly sorting: Sorting<Column> | undefined;
  readonly onSort: (column: Column) => void;
  readonly numeric?: boolean;
}

/** A column's head: a button that sorts, its arrow and aria-sort say how. */
export function SortHead<Column extends string>({ column, words, sorting, onSort, numeric = false }: SortHeadProps<Column>) {
  const sorted = sorting?.column === column ? (sorting.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" aria-sort={sorted ?? 'none'} className={numeric ? 'hs-list-num' : undefined} data-column={column}>
      <button type="button" onClick={() => onSort(column)}>
        {words}
        <span className={sorted === undefined ? 'hs-sort-off' : undefined}>
          <Icon name={sorted === 'descending' ? 'down' : 'up'} size={10} />
        </span>
      </button>
    </th>
  );
}
