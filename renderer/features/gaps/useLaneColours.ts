import { useSyncExternalStore } from 'react';

/** What lanes are drawn with, out of the tokens. */
export interface LaneColours {
  readonly tick: string;
  readonly ground: string;
  /** The ground of the row whose gap is open. */
  readonly selected: string;
  readonly word: string;
  readonly onSolid: string;
  readonly down: string;
  readonly slow: string;
  readonly refused: string;
  readonly gone: string;
  readonly unknown: string;
  readonly font: string;
}

let known: { readonly theme: string | null; readonly colours: LaneColours } | undefined;

function read(): LaneColours {
  const theme = document.documentElement.getAttribute('data-mantine-color-scheme');
  if (known?.theme === theme) return known.colours;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--hs-${name}`).trim();
  const colours: LaneColours = {
    tick: token('line-2'),
    ground: token('surface'),
    selected: token('select'),
    word: token('text'),
    onSolid: token('on-solid'),
    down: token('broken-solid'),
    slow: token('degraded-solid'),
    refused: token('denied'),
    gone: token('stale'),
    unknown: token('unknown'),
    font: `600 11px ${token('sans') || 'sans-serif'}`,
  };
  known = { theme, colours };
  return colours;
}

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
}

/** The colours of now; another theme draws anew. */
export function useLaneColours(): LaneColours {
  return useSyncExternalStore(listen, read);
}
