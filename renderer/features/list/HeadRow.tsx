import { SortHead } from './SortHead';
import { nextSorting, type Sorting } from './sortRows';

interface HeadRowProps<Column extends string> {
  readonly columns: readonly Column[];
  readonly words: Readonly<Record<Column, string>>;
  readonly sorting: Sorting<Column> | undefined;
  readonly onSort: (next: Sorting<Column> | undefined) => void;
}

/** The heads of a table, each sorts by its column; the age alone is a number. */
export function HeadRow<Column extends string>({ columns, words, sorting, onSort }: HeadRowProps<Column>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <SortHead
            key={column}
            column={column}
            words={words[column]}
            sorting={sorting}
            onSort={(clicked) => onSort(nextSorting(sorting, clicked))}
            numeric={column === 'age'}
          />
        ))}
      </tr>
    </thead>
  );
}
