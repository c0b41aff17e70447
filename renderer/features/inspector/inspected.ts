import type { Details, View } from '../../../shared/contract/engine';
import { furtherCard } from '../../../shared/mapLayout/furtherCards';
import { CARDS } from '../../../shared/model/architecture';
import { formatAge, formatOf } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import type { ReportComponent, ReportEdge, ReportEvidence } from '../../../shared/report/schema';
import { texts } from '../../texts/catalogue';

/** What the head of the inspector says of a card or of one of its members. */
export interface Inspected {
  readonly name: string;
  readonly subject: string;
  readonly state: Health;
  readonly sentence: string;
  readonly about: string;
  readonly monitoring: boolean;
  readonly kind: string;
  readonly evidence: readonly ReportEvidence[];
}

export function inspectCard(view: View | undefined, id: string): Inspected {
  const found = view?.report.components.find((component) => component.id === id);
  const card = CARDS.find((one) => one.id === id) ?? (found && furtherCard(found));
  return {
    name: card?.title ?? id,
    subject: found === undefined ? '' : subjectOf(found),
    state: found?.health ?? 'unknown',
    sentence: found === undefined ? texts.inspector.notLooked : sentenceOf(found),
    about: card?.about ?? '',
    monitoring: card?.pipeline === 'monitoring',
    kind: card?.kind ?? 'other',
    evidence: found?.evidence ?? [],
  };
}

function subjectOf({ namespace, name, version, flavour, id }: ReportComponent): string {
  const title = CARDS.find((card) => card.id === id)?.title;
  const own = name === title ? undefined : name;
  const where = [namespace, own].filter(Boolean).join('/');
  return [where, flavour, version].filter(Boolean).join(' · ');
}

function sentenceOf({ because, members, health, ageSeconds }: ReportComponent): string {
  const words = texts.inspector;
  const many = members !== undefined && members.total > 1 ? words.ofMany(formatOf(members.ok, members.total)) : '';
  if (because !== undefined) return [many, because].filter(Boolean).join(' ');
  if (health !== 'ok') return many;
  return [many === '' ? words.well : many, ageSeconds === undefined ? '' : words.oldest(formatAge(ageSeconds))].filter(Boolean).join(' ');
}

/** A member: its row in the details of its card, which are kept while the member's own come in. */
export function inspectMember(base: Inspected, member: Details['members'][number] | undefined, id: string): Inspected {
  if (member === undefined) return { ...base, name: id, subject: base.name, sentence: '', evidence: [] };
  const where = [member.namespace, member.node === member.name ? undefined : member.node, member.version].filter(Boolean).join(' · ');
  return {
    ...base,
    name: member.name,
    subject: where,
    state: member.health,
    sentence: member.because ?? (member.health === 'ok' ? texts.inspector.well : ''),
    evidence: [],
  };
}

export function findEdge(view: View | undefined, from: string, to: string): ReportEdge | undefined {
  return view?.report.edges.find((edge) => edge.from === from && edge.to === to);
}
