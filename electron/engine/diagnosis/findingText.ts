import type { Report } from '../../../shared/report/schema';

type Finding = Report['findings'][number];

const GLYPHS: Readonly<Record<Finding['severity'], string>> = { error: '✗', warning: '!', info: 'i' };
/** Rules that could not tell, each with its first need: more fill a terminal and say little. */
const NEEDS = 6;

/** Findings as they are printed: roots first, what follows from each below it by name, then what could not be told. */
export function findingLines({ findings, cannotTell }: Pick<Report, 'findings' | 'cannotTell'>): readonly string[] {
  const titles = new Map(findings.map(({ id, title }) => [id, title] as const));
  return [...findings.flatMap((finding) => linesOf(finding, titles)), ...needLines(cannotTell)];
}

function linesOf({ severity, rule, subject, title, because, remedy, causedBy }: Finding, titles: ReadonlyMap<string, string>): string[] {
  const causes = causedBy.flatMap((id) => titles.get(id) ?? []);
  return [
    `${GLYPHS[severity]} ${severity}: ${title}  [${rule} ${subject}]`,
    ...(causes.length === 0 ? [] : [`    follows from: ${causes.join('; ')}`]),
    `    ${because}`,
    // A consequence needs no remedy of its own: its root has one.
    ...(causes.length === 0 ? [`    > ${remedy}`] : []),
  ];
}

function needLines(cannotTell: Report['cannotTell']): string[] {
  if (cannotTell.length === 0) return [];
  const shown = cannotTell.slice(0, NEEDS).map(({ rule, needs }) => `    ${rule}: ${needs[0] ?? 'nothing was seen yet'}`);
  const more = cannotTell.length > NEEDS ? [`    and ${cannotTell.length - NEEDS} more (--json lists them)`] : [];
  const rules = cannotTell.length === 1 ? '1 rule' : `${cannotTell.length} rules`;
  return [`? ${rules} could not tell everything; they would need:`, ...shown, ...more];
}
