import { type RefCallback, useCallback, useRef } from 'react';
import type { Table } from '../../shared/exports/reportTables';
import type { Savable } from '../store/saving';
import { texts } from '../texts/catalogue';
import { svgText } from './svgText';
import { tableRows } from './tableRows';

/** What parts of the page say of themselves: tables that draw only some of their rows, charts. */
const SAID = new WeakMap<Element, () => Savable>();
/** Smaller ones are icons, glyphs and lines in a row. */
const PICTURE = { width: 120, height: 60 } as const;

/** For the ref of a part of the page that can be saved as more than its elements show. */
export function useSavable(make: (element: Element) => Savable): RefCallback<Element> {
  const now = useRef(make);
  now.current = make;
  return useCallback((element: Element | null) => {
    if (element !== null) SAID.set(element, () => now.current(element));
  }, []);
}

/** Of what stands at an element that somebody points at: a table, a chart. Any table is one, whether it says so or not. */
export function savableAt(element: Element | null): Savable | undefined {
  for (let at = element; at !== null; at = at.parentElement) {
    const said = saidOf(at);
    if (said !== undefined) return said;
    if (at instanceof HTMLTableElement) return tableOf(at);
    if (at instanceof SVGSVGElement && isPicture(at)) return saidAround(at) ?? pictureOf(at);
  }
  return undefined;
}

function saidOf(element: Element): Savable | undefined {
  return SAID.get(element)?.();
}

/** What the part of the page that a drawing stands in says of itself knows more than the drawing. */
function saidAround(svg: SVGSVGElement): Savable | undefined {
  for (let at = svg.parentElement; at !== null; at = at.parentElement) {
    const said = saidOf(at);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** The table in which the keyboard is, else the first of the view, else of the inspector. */
export function savableTable(): (Savable & { readonly table: () => Table }) | undefined {
  const first = document.querySelector('[data-region="view"] table, [data-region="inspector"] table');
  for (const savable of [savableAt(document.activeElement), savableAt(first)])
    if (savable?.table !== undefined) return { ...savable, table: savable.table };
  return undefined;
}

function tableOf(table: HTMLTableElement): Savable {
  const { caption } = table;
  const labelled = table.getAttribute('aria-label') ?? table.closest('[aria-label]')?.getAttribute('aria-label');
  const name = table.getAttribute('aria-label') ?? (caption?.classList.contains('hs-hidden') ? caption.textContent : labelled);
  return { name: name?.trim() || texts.exports.table, table: () => tableRows(table) };
}

/** The table that says the same for screen readers stands beside it. */
function pictureOf(svg: SVGSVGElement): Savable {
  const part = svg.closest('[aria-label]');
  const table = part?.querySelector('table');
  return {
    name: part?.getAttribute('aria-label') ?? texts.exports.table,
    table: table === null || table === undefined ? undefined : () => tableRows(table),
    picture: svg,
    svg: () => svgText(svg),
  };
}

function isPicture(svg: SVGSVGElement): boolean {
  const { width, height } = svg.getBoundingClientRect();
  return width >= PICTURE.width && height >= PICTURE.height && svg.closest('.react-flow') === null;
}
