/** What a style sheet may say of a shape or a text; the file has no style sheet. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
] as const;
const NS = 'http://www.w3.org/2000/svg';
const PADDING = 12;
const LINE = 18;

interface SvgWords {
  readonly title: string;
  /** Below the picture, each in its colour. */
  readonly legend?: readonly { readonly words: string; readonly stroke: string; readonly dash?: string }[];
}

/** A drawing of the page as a file of its own, as it looks there: colours resolved, its ground, patterns that stand elsewhere on the page; `words` stand round it. */
export function svgText(drawn: SVGSVGElement, words?: SvgWords): string {
  const { width, height } = drawn.getBoundingClientRect();
  const file = document.createElementNS(NS, 'svg');
  const picture = drawn.cloneNode(true);
  if (!(picture instanceof SVGSVGElement)) return '';
  keepLooks(drawn, picture);
  const top = words === undefined ? 0 : PADDING + LINE;
  const legend = words?.legend ?? [];
  const size = { width: Math.ceil(width) + 2 * PADDING, height: Math.ceil(height) + top + 2 * PADDING + legend.length * LINE };
  setAll(file, { ...size, viewBox: `0 0 ${size.width} ${size.height}`, 'font-family': 'Inter, system-ui, sans-serif', 'font-size': 11 });
  setAll(picture, { x: PADDING, y: top + PADDING, width, height });
  file.append(shape('rect', { ...size, fill: tokenOf('--hs-surface') }), patternsFor(drawn), picture);
  if (words !== undefined) file.append(text(words.title, PADDING, PADDING + 12, 'bold'));
  for (const [at, line] of legend.entries()) {
    const y = top + PADDING + height + LINE * at + PADDING;
    file.append(
      shape('path', { d: `M${PADDING} ${y}h22`, stroke: resolved(line.stroke), 'stroke-width': 2, 'stroke-dasharray': line.dash }),
    );
    file.append(text(line.words, PADDING + 30, y + 4));
  }
  return `${new XMLSerializer().serializeToString(file)}\n`;
}

/** Presentation attributes as computed: variables of the page mean nothing in a file, nor do its classes. */
function keepLooks(from: Element, to: Element): void {
  const looks = getComputedStyle(from);
  for (const name of LOOKS) {
    const value = looks.getPropertyValue(name) || resolved(from.getAttribute(name) ?? '');
    if (value !== '') to.setAttribute(name, value.replace(/url\("?[^"#]*(#[^")]+)"?\)/g, 'url($1)'));
  }
  for (const { name } of [...to.attributes])
    if (name === 'class' || name === 'style' || name.startsWith('data-') || name.startsWith('aria-')) to.removeAttribute(name);
  for (const [at, child] of [...from.children].entries()) {
    const copy = to.children[at];
    if (copy !== undefined) keepLooks(child, copy);
  }
}

/** Hatches are drawn once for all charts of a page. */
function patternsFor(drawn: SVGSVGElement): Element {
  const defs = document.createElementNS(NS, 'defs');
  const named = new Set([...drawn.outerHTML.matchAll(/url\(#([\w-]+)\)/g)].map(([, id]) => id ?? ''));
  for (const id of named) {
    const pattern = document.getElementById(id);
    if (pattern === null || drawn.contains(pattern)) continue;
    const copy = pattern.cloneNode(true);
    if (copy instanceof Element) keepLooks(pattern, copy);
    defs.append(copy);
  }
  return defs;
}

function text(words: string, x: number, y: number, weight?: 'bold'): Element {
  const element = shape('text', { x, y, fill: tokenOf('--hs-text'), 'font-weight': weight });
  element.textContent = words;
  return element;
}

function shape(tag: string, attributes: Readonly<Record<string, string | number | undefined>>): Element {
  const element = document.createElementNS(NS, tag);
  setAll(element, attributes);
  return element;
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number | undefined>>): void {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, String(value));
}

/** "var(--hs-mon)" as the theme has it now. */
function resolved(value: string): string {
  return value.replace(/var\((--[\w-]+)\)/g, (_all, name: string) => tokenOf(name));
}

function tokenOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
