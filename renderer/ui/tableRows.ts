import type { Cell, Table } from '../../shared/exports/reportTables';

/**
 * A table of the page as it is read: its heads, and each row that has a cell for more than one column. Titles of groups and details that
 * were opened under a row are none; a cell over several rows is in each of them.
 */
export function tableRows(table: HTMLTableElement): Table {
  const lines = [...table.rows].filter(({ cells }) => cells.length > 0);
  const head = lines.find((row) => row.parentElement instanceof HTMLElement && row.parentElement.tagName === 'THEAD');
  const body = lines.filter((row) => row !== head && !spansAll(row));
  const down = new Map<number, { readonly text: string; left: number }>();
  return { head: head === undefined ? [] : [...head.cells].map(cellText), rows: body.map((row) => rowCells(row, down)) };
}

function spansAll({ cells }: HTMLTableRowElement): boolean {
  return cells.length === 1 && (cells[0]?.colSpan ?? 1) > 1;
}

function rowCells(row: HTMLTableRowElement, down: Map<number, { readonly text: string; left: number }>): readonly Cell[] {
  const cells: string[] = [];
  const fromAbove = (): void => {
    for (let above = down.get(cells.length); above !== undefined && above.left > 0; above = down.get(cells.length)) {
      above.left -= 1;
      cells.push(above.text);
    }
  };
  for (const cell of row.cells) {
    fromAbove();
    const text = cellText(cell);
    if (cell.rowSpan > 1) down.set(cells.length, { text, left: cell.rowSpan - 1 });
    cells.push(text, ...Array.from({ length: cell.colSpan - 1 }, () => ''));
  }
  fromAbove();
  return cells;
}

/** In one line; parts that stand below each other are parted by a blank. */
function cellText(cell: Element): string {
  return textsOf(cell)
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,;:.])/g, '$1')
    .trim();
}

function textsOf(node: Node): readonly string[] {
  if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? ''];
  return [...node.childNodes].flatMap(textsOf);
}
