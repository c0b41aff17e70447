import type { Severity } from './answer';
import type { Finding } from './finding';
import type { Rule } from './rule';
import type { RuleId } from './ruleIds';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Joins findings to those that explain them (a rule says which rules may; they must touch the same subject), and
 * puts roots first, those that explain most before others, then by severity.
 */
export function linkCauses(rules: readonly Rule[], findings: readonly Finding[]): readonly Finding[] {
  const explainedBy = new Map(rules.map((rule) => [rule.id, rule.causedBy] as const));
  const order = new Map(rules.map((rule, at) => [rule.id, at] as const));
  const bySubject = touching(findings);
  const linked = withoutDetours(findings.map((finding) => ({ ...finding, causedBy: causesOf(finding, explainedBy, bySubject) })));
  const explains = consequences(linked);
  return [...linked].sort(
    (a, b) =>
      Number(a.causedBy.length > 0) - Number(b.causedBy.length > 0) ||
      RANK[a.severity] - RANK[b.severity] ||
      (explains.get(b.id) ?? 0) - (explains.get(a.id) ?? 0) ||
      (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0) ||
      (a.subject < b.subject ? -1 : Number(a.subject > b.subject)),
  );
}

/** Subject -> findings that are of it or bring it into trouble. */
function touching(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const subject of new Set([finding.subject, ...(finding.affects ?? [])])) {
      const before = bySubject.get(subject);
      if (before) before.push(finding);
      else bySubject.set(subject, [finding]);
    }
  return bySubject;
}

function causesOf(
  finding: Finding,
  explainedBy: ReadonlyMap<RuleId, readonly RuleId[]>,
  bySubject: ReadonlyMap<string, readonly Finding[]>,
): readonly string[] {
  const by = explainedBy.get(finding.rule) ?? [];
  if (by.length === 0 || finding.root === true) return [];
  const causes = [finding.subject, ...(finding.standsOn ?? [])].flatMap((subject) => bySubject.get(subject) ?? []);
  return [...new Set(causes.filter((each) => each.id !== finding.id && by.includes(each.rule)).map((each) => each.id))];
}

/** Leaves out a cause that already explains another cause: a chain is told link by link. */
function withoutDetours(findings: readonly Finding[]): readonly Finding[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding.causedBy] as const));
  const behind = (id: string, seen: Set<string>): Set<string> => {
    for (const cause of byId.get(id) ?? [])
      if (!seen.has(cause)) {
        seen.add(cause);
        behind(cause, seen);
      }
    return seen;
  };
  return findings.map((finding) => {
    const { causedBy } = finding;
    if (causedBy.length < 2) return finding;
    const explained = new Set(causedBy.flatMap((cause) => [...behind(cause, new Set())]));
    return { ...finding, causedBy: causedBy.filter((cause) => !explained.has(cause)) };
  });
}

/** How many findings each explains, directly or through others. */
function consequences(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const effects = new Map<string, string[]>();
  for (const { id, causedBy } of findings) for (const cause of causedBy) effects.set(cause, [...(effects.get(cause) ?? []), id]);
  const reach = (id: string): number => {
    const seen = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const effect of effects.get(next) ?? []) {
        if (seen.has(effect)) continue;
        seen.add(effect);
        open.push(effect);
      }
    return seen.size;
  };
  return new Map(findings.map(({ id }) => [id, effects.has(id) ? reach(id) : 0] as const));
}
