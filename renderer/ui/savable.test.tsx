// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Savable } from '../store/saving';
import { chartRows } from './chart/chartFile';
import { savableAt, savableTable } from './savable';
import { tableRows } from './tableRows';

afterEach(() => document.body.replaceChildren());

function put(html: string): void {
  document.body.innerHTML = html;
}

function find(words: string): Element {
  const found = document.querySelector(words);
  if (found === null) throw new Error(`no ${words}`);
  return found;
}

function tableIn(html: string): HTMLTableElement {
  put(html);
  const table = find('table');
  if (!(table instanceof HTMLTableElement)) throw new Error('no table');
  return table;
}

const rowsOf = ({ table }: Savable) => table?.();

describe('a table of the page', () => {
  it.each([
    [
      'heads and cells in one line each, without what is only drawn',
      `<table><thead><tr><th>Name</th><th><span>Age</span><span> of it</span></th></tr></thead>
       <tbody><tr><th><button><svg><path d=""/></svg><bdi>kubelet</bdi></button></th><td><b>3</b><i>s</i></td></tr></tbody></table>`,
      { head: ['Name', 'Age of it'], rows: [['kubelet', '3 s']] },
    ],
    [
      'no titles of groups, no details below a row',
      `<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th colspan="2">Group</th></tr><tr><td>1</td><td>2</td></tr>
       <tr><td colspan="2"><pre>detail</pre></td></tr></tbody></table>`,
      { head: ['a', 'b'], rows: [['1', '2']] },
    ],
    [
      'a cell over several rows in each of them, one over several columns once',
      `<table><tbody><tr><th>a</th><td>1</td><td rowspan="2">dropped</td></tr><tr><th>b</th><td>2</td></tr>
       <tr><th>c</th><td colspan="2">3</td></tr></tbody></table>`,
      {
        head: [],
        rows: [
          ['a', '1', 'dropped'],
          ['b', '2', 'dropped'],
          ['c', '3', ''],
        ],
      },
    ],
  ])('%s', (_name, html, table) => {
    expect(tableRows(tableIn(html))).toEqual(table);
  });

  it.each([
    ['its own name', '<table aria-label="Costs"><tbody><tr><td>1</td><td>2</td></tr></tbody></table>', 'Costs'],
    [
      'its hidden caption',
      '<table><caption class="hs-hidden"> Hops </caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
      'Hops',
    ],
    [
      'the part that it stands in',
      '<section aria-label="Lag"><table><caption>3 of 9</caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table></section>',
      'Lag',
    ],
    ['nothing', '<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>', 'table'],
  ])('is found where it is pointed at, and called by %s', (_name, html, name) => {
    put(html);
    const savable = savableAt(find('td'));
    expect(savable?.name).toBe(name);
    expect(savable && rowsOf(savable)?.rows).toEqual([['1', '2']]);
  });

  it('the one with the keyboard is meant, else the first of the view; elsewhere there is none', () => {
    put(`<div data-region="view"><table aria-label="first"><tbody><tr><td>1</td></tr></tbody></table>
      <table aria-label="second"><tbody><tr><td><button>2</button></td></tr></tbody></table></div><p>text</p>`);
    expect(savableTable()?.name).toBe('first');
    const button = find('button');
    if (button instanceof HTMLElement) button.focus();
    expect(savableTable()?.name).toBe('second');
    expect(savableAt(find('p'))).toBeUndefined();
  });
});

describe('a drawing of the page', () => {
  it('is a chart when it is large, with the rows of the table that says the same', () => {
    put(`<section aria-label="Lag"><svg id="large"><g><path d="M0 0"/></g></svg><svg id="small"><path d="M0 0"/></svg>
      <table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></section>`);
    vi.spyOn(find('#large'), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 106));
    vi.spyOn(find('#small'), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 16, 16));
    const savable = savableAt(find('#large path'));
    expect(savable).toMatchObject({ name: 'Lag', picture: find('#large') });
    expect(savable && rowsOf(savable)?.rows).toEqual([['1', '2']]);
    expect(savable?.svg?.()).toMatch(/^<svg [\s\S]*<path [^>]*d="M0 0"/);
    expect(savableAt(find('#small path'))).toBeUndefined();
  });
});

describe('the rows of a chart', () => {
  const point = (atMs: number, value: number | null) => ({ atMs, value });
  const line = (name: string | undefined, points: readonly { readonly atMs: number; readonly value: number | null }[]) => ({
    key: name ?? 'only',
    name,
    style: undefined,
    points,
    drawn: [],
    marked: [],
  });

  it.each([
    [
      'one line',
      'B',
      [line(undefined, [point(1_000, 0.1), point(2_000, null)])],
      ['Time', 'Value (B)'],
      [
        ['1970-01-01T00:00:01.000Z', 0.1],
        ['1970-01-01T00:00:02.000Z', undefined],
      ],
    ],
    [
      'lines with times of their own',
      '',
      [line('a', [point(2_000, 2)]), line('b', [point(1_000, 1)])],
      ['Time', 'a', 'b'],
      [
        ['1970-01-01T00:00:01.000Z', undefined, 1],
        ['1970-01-01T00:00:02.000Z', 2, undefined],
      ],
    ],
  ])('%s', (_name, unit, lines, head, rows) => {
    expect(chartRows({ unit }, { lines })).toEqual({ head, rows });
  });
});
