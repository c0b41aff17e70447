import { bestMatches, rankOf, wordsOf } from '../../../shared/analysis/find/match';
import type { Found } from '../../../shared/contract/find';
import { allFamilies } from '../../../shared/knowledge/metricCatalogue';
import { nearestNames } from '../../../shared/knowledge/nearestName';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const t = texts.why;
const MOST = 12;

export interface Suggestion {
  readonly name: string;
  /** Who exposes it here, or who is known to. */
  readonly says: string;
  readonly isSeen: boolean;
}

/** The name in what is written, without labels. */
export function writtenName(text: string): string {
  return text.trim().split('{', 1)[0]?.trim() ?? '';
}

/** Metrics for what is written: those seen here first, then those of the catalogue; where nothing matches, the nearest names. */
export function suggestionsFor(text: string, found: Found | undefined): readonly Suggestion[] {
  const name = writtenName(text);
  const words = wordsOf(name);
  if (words.length === 0) return [];
  const seen = found?.scope === 'metrics' && found.query === name ? seenOf(found) : [];
  const names = new Set(seen.map((each) => each.name));
  const { best } = bestMatches(
    [...knownByName()].filter(([known]) => !names.has(known)),
    MOST,
    ([known]) => rankOf(words, known),
    ([known]) => known,
  );
  const known = best.map(([each, of]) => ({ name: each, says: t.known(of), isSeen: false }));
  const all = [...seen, ...known].slice(0, MOST);
  if (all.length > 0) return all;
  const catalogue = knownByName();
  return nearestNames(name, catalogue.keys()).map((each) => ({ name: each, says: t.known(catalogue.get(each) ?? ''), isSeen: false }));
}

function seenOf({ families }: Found): readonly Suggestion[] {
  return families.map(({ name, owner, others, series }) => ({
    name,
    says: t.seen(t.seenOf(owner.name, others), formatCount(series)),
    isSeen: true,
  }));
}

let known: ReadonlyMap<string, string> | undefined;

/** Every name of the catalogue, with the components that are known to expose it. */
function knownByName(): ReadonlyMap<string, string> {
  if (known !== undefined) return known;
  const byName = new Map<string, Set<string>>();
  for (const { name, component } of allFamilies()) byName.set(name, (byName.get(name) ?? new Set()).add(component));
  known = new Map([...byName].map(([name, components]) => [name, [...components].join(', ')]));
  return known;
}
