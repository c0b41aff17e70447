const NS = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of SVG; undefined attributes are left out. */
export function shape(tag: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS(NS, tag);
  setAll(element, attributes);
  if (!(element instanceof SVGElement)) throw new Error(`${tag} is no element of SVG`);
  return element;
}

/** Words in the colour of text, where nothing else is said. */
export function textShape(words: string, attributes: Attributes): SVGElement {
  const element = shape('text', { fill: tokenOf('--hs-text'), ...attributes });
  element.textContent = words;
  return element;
}

export function setAll(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, String(value));
}

/** "var(--hs-mon)" as the theme has it now. */
export function resolved(value: string): string {
  return value.replace(/var\((--[\w-]+)\)/g, (_all, name: string) => tokenOf(name));
}

/** A token of the theme as it is now. */
export function tokenOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
