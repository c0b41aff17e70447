import type { DoctorSheet } from '../../../shared/contract/doctors';
import { catalogSheet, type SeenFamily } from '../../../shared/doctors/catalogSheet';
import { flagTable, reasonCounts, reasonTable } from '../../../shared/doctors/catalogTables';
import type { ReasonOf } from '../../../shared/knowledge/reasons';
import { CARDS } from '../../../shared/model/architecture';
import { parseCommandLine } from '../discovery/commandLine';
import { isWhole } from '../probers/listed';
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
  const sheet = catalogSheet(seen, exposing.size);
  return {
    ...sheet,
    parts: [...sheet.parts, reasonTable(reasonCounts(session.inventory), untoldOf(session)), flagTable(flagsOf(session))],
  };
}

/** Of which kinds of objects not all are listed. */
function untoldOf({ inventory }: DoctorSession): ReadonlySet<ReasonOf> {
  const ofPods = ['container waiting', 'container terminated', 'pod'] as const;
  return new Set<ReasonOf>([
    ...(isWhole(inventory, 'pods') ? [] : ofPods),
    ...(isWhole(inventory, 'horizontalpodautoscalers') ? [] : (['HPA'] as const)),
    ...(isWhole(inventory, 'apiservices') ? [] : (['APIService'] as const)),
  ]);
}

/** Of what has no pods of its own, such as the kubelet, no arguments are seen; the cAdvisor inside of it is no program with any. */
function flagsOf({ discovered }: DoctorSession) {
  return discovered
    .filter(({ kind, pods }) => pods.length > 0 || kind !== 'cadvisor')
    .map(({ kind, namespace, name, pods, args }) => ({
      kind,
      name: [namespace, name].filter(Boolean).join('/'),
      flags: pods.length === 0 ? undefined : parseCommandLine([], args).flags,
    }));
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
