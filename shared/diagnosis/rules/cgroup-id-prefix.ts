import { cgroupRootOf, likelyIds } from '../../cgroup/cgroupRoot';
import { answerOf, cannotTell, type Failure, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import type { ExpressionSight } from '../configSights';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { workloadSubject } from '../select/workloads';
import type { CadvisorSight, ScraperSight } from '../sights';

const NAMED = 5;

/** Where the nodes keep their pods' cgroups. */
type Roots = ReadonlyMap<string, readonly CadvisorSight[]>;

export const cgroupIdPrefix = defineRule({
  id: 'cgroup-id-prefix',
  severity: 'warning',
  says: 'A rule selects cgroups by a path that nodes do not use, or nodes use different ones.',
  symptom: 'what selects id=~"/kubepods.*" is empty, for some nodes or for all',
  proof: 'the ids in the expositions of the cAdvisors, and the matchers in the rules of Prometheus',
  causedBy: [],
  needs: ['cadvisors', 'scrapers'],
  judge(facts) {
    if (facts.cadvisors.length === 0) return notApplicable('no cAdvisor was found');
    const roots = rootsOf(facts.cadvisors);
    if (roots.size === 0) return cannotTell('an exposition of a cAdvisor with the cgroups of pods');
    return answerOf([mixed(roots), ...facts.scrapers.map((scraper) => judge(scraper, facts))], '');
  },
});

function rootsOf(cadvisors: Facts['cadvisors']): Roots {
  const roots = new Map<string, CadvisorSight[]>();
  for (const sight of cadvisors)
    for (const root of new Set((sight.cgroups ?? []).flatMap((id) => cgroupRootOf(id) ?? [])))
      roots.set(root, [...(roots.get(root) ?? []), sight]);
  return roots;
}

function judge({ found, expressions }: ScraperSight, { cadvisors }: Pick<Facts, 'cadvisors'>): Verdict {
  if (expressions?.state !== 'ok') return unseen(`the rules of ${found.name}: ${expressions?.because ?? 'not looked at yet'}`);
  const seen = cadvisors.filter(({ cgroups = [] }) => cgroups.some((id) => cgroupRootOf(id) !== undefined));
  const misses = expressions.value.flatMap((rule) => missedBy(rule, seen));
  const [first] = misses;
  if (!first) return WELL;
  const { rule, matcher, blind } = first;
  const [example] = blind;
  const path = example?.cgroups?.find((id) => cgroupRootOf(id) !== undefined) ?? '';
  const which = blind.length === seen.length ? 'no node that was seen' : `${blind.length} of ${seen.length} nodes`;
  return failing({
    subject: workloadSubject(found),
    title: `Rule ${rule.name} selects cgroups by a path that ${blind.length === seen.length ? 'no node uses' : 'some nodes do not use'}`,
    because: `It asks for id${matcher}, which ${which === 'no node that was seen' ? `${which} has` : `nothing on ${which} has`}: on ${whereOf(example)} pods are at ${cgroupRootOf(path) ?? ''} (${path}). The path follows the kubelet's cgroup driver and root, and changes with them.`,
    remedy: 'Select by labels instead: container!="" for containers, pod!="" for pods; id="/" is the node.',
    evidence: [
      ...expressions.evidence.slice(0, 1).map((each) => ({ ...each, says: `${rule.name}: ${rule.query}` })),
      ...(example?.exposition?.evidence ?? []).slice(0, 1).map((each) => ({ ...each, says: `id="${path}"` })),
    ],
  });
}

interface Miss {
  readonly rule: ExpressionSight;
  /** `=~"/kubepods/.+"`. */
  readonly matcher: string;
  readonly blind: readonly CadvisorSight[];
}

function missedBy(rule: ExpressionSight, seen: readonly CadvisorSight[]): readonly Miss[] {
  return rule.selectors.flatMap(({ matchers }) =>
    matchers
      .filter(({ name, op, value }) => name === 'id' && (op === '=' || op === '=~') && value.includes('kubepods'))
      .flatMap(({ op, value, test }) => {
        const blind = seen.filter(({ cgroups = [] }) => !likelyIds(cgroups).some(test));
        return blind.length === 0 ? [] : [{ rule, matcher: `${op}"${value}"`, blind }];
      }),
  );
}

function mixed(roots: Roots): Verdict {
  if (roots.size < 2) return WELL;
  const said = [...roots].map(([root, nodes]) => `${root} (${names(nodes)})`).join(', ');
  return failing(
    mixedFailure(
      said,
      [...roots.values()].flatMap((nodes) => nodes.slice(0, 1)),
    ),
  );
}

function mixedFailure(said: string, examples: readonly CadvisorSight[]): Failure {
  return {
    subject: 'cadvisor',
    severity: 'info',
    title: 'Nodes keep the cgroups of their pods at different paths',
    because: `Pods are at ${said}: no single path selects those of all nodes.`,
    remedy: 'Select by labels (container!="", pod!="") and not by id; or give all kubelets one cgroupDriver and one cgroupRoot.',
    evidence: examples.flatMap(({ exposition, cgroups = [] }) =>
      (exposition?.evidence ?? [])
        .slice(0, 1)
        .map((each) => ({ ...each, says: `id="${cgroups.find((id) => cgroupRootOf(id) !== undefined) ?? ''}"` })),
    ),
  };
}

function names(nodes: readonly CadvisorSight[]): string {
  const named = nodes.slice(0, NAMED).map(whereOf).join(', ');
  return nodes.length > NAMED ? `${named} and ${nodes.length - NAMED} more` : named;
}

function whereOf(sight: CadvisorSight | undefined): string {
  return sight?.found.node ?? sight?.found.name ?? '';
}
