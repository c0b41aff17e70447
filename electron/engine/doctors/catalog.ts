import type { DoctorSheet } from '../../../shared/contract/doctors';
import { catalogSheet, type SeenFamily } from '../../../shared/doctors/catalogSheet';
import { CARDS } from '../../../shared/model/architecture';
import { FamilyIndex, type IndexedFamily } from '../session/familyIndex';
import type { DoctorParts, DoctorSession } from './parts';

/** Every family of the last looks beside what is known; expositions are read piece by piece, others get their turn in between. */
export async function examineCatalog(
  { session, clock }: Pick<DoctorParts, 'session' | 'clock'>,
  signal: AbortSignal,
): Promise<DoctorSheet> {
  const index = new FamilyIndex();
  while (index.readMore(session, clock.now()) && !signal.aborted) await clock.sleep(0, signal);
  const families = index.families();
  const titles = titlesOf(session);
  const seen = new Map(families.map((family) => [family.name, seenOf(family, titles)] as const));
  const exposing = new Set(families.flatMap(({ owners }) => [...owners.keys()]));
  return catalogSheet(seen, exposing.size);
}

function seenOf({ type, owners }: IndexedFamily, titles: ReadonlyMap<string, string>): SeenFamily {
  const by = [...new Set([...owners.keys()].map((id) => titles.get(id) ?? id))];
  const series = [...owners.values()].reduce((sum, count) => sum + count, 0);
  return { series, by, ...(type === undefined ? {} : { type }) };
}

/** Component id -> what its card is called. */
function titlesOf({ discovered }: DoctorSession): ReadonlyMap<string, string> {
  const cards = new Map(CARDS.map(({ id, title }) => [id, title]));
  return new Map(discovered.map(({ id, card, kind }) => [id, cards.get(card) ?? kind]));
}
