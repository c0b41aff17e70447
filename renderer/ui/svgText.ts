import { resolved, setAll, shape, textShape, tokenOf } from './svgShapes';

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
  const picture = drawn.cloneNode(true);
  if (!(picture instanceof SVGSVGElement)) return '';
  keepLooks(drawn, picture);
  setAll(picture, { width, height });
  return svgFile(picture, { width, height }, words);
}

/** A picture of presentation attributes alone as a file: its ground, its patterns, `words` round it. */
export function svgFile(
  picture: SVGSVGElement,
  { width, height }: { readonly width: number; readonly height: number },
  words?: SvgWords,
): string {
  const top = words === undefined ? 0 : PADDING + LINE;
  const legend = words?.legend ?? [];
  const size = { width: Math.ceil(width) + 2 * PADDING, height: Math.ceil(height) + top + 2 * PADDING + legend.length * LINE };
  const file = shape('svg', {
    ...size,
    viewBox: `0 0 ${size.width} ${size.height}`,
    'font-family': 'Inter, system-ui, sans-serif',
    'font-size': 11,
  });
  setAll(picture, { x: PADDING, y: top + PADDING });
  file.append(shape('rect', { ...size, fill: tokenOf('--hs-surface') }), patternsFor(picture), picture);
  if (words !== undefined) file.append(textShape(words.title, { x: PADDING, y: PADDING + 12, 'font-weight': 'bold' }));
  for (const [at, line] of legend.entries()) {
    const y = top + PADDING + height + LINE * at + PADDING;
    file.append(
      shape('path', { d: `M${PADDING} ${y}h22`, stroke: resolved(line.stroke), 'stroke-width': 2, 'stroke-dasharray': line.dash }),
    );
    file.append(textShape(line.words, { x: PADDING + 30, y: y + 4 }));
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
function patternsFor(picture: SVGSVGElement): Element {
  const defs = shape('defs', {});
  const named = new Set([...picture.outerHTML.matchAll(/url\((?:&quot;)?#([\w-]+)/g)].map(([, id]) => id ?? ''));
  for (const id of named) {
    const pattern = document.getElementById(id);
    if (pattern === null || picture.querySelector(`#${id}`) !== null) continue;
    const copy = pattern.cloneNode(true);
    if (copy instanceof Element) keepLooks(pattern, copy);
    defs.append(copy);
  }
  return defs;
}
