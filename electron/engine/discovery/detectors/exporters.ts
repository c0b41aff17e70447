import type { ComponentKind } from '../../../../shared/model/component';
import type { Candidate } from '../candidate';
import { type Identity, identityOf } from '../identity';
import type { Match } from '../match';
import { operatedBy } from '../operators';
import { foundOf, type Program } from '../program';
import type { Detector, Scene } from '../scene';

interface Rule {
  readonly baseCard: string;
  readonly answers: Program['answers'];
  /** False: all of the kind are members of one card, however many there are. */
  readonly own: boolean;
}

/** Kinds that need nothing but their signature. */
const RULES: Partial<Readonly<Record<ComponentKind, Rule>>> = {
  'node-exporter': { baseCard: 'node-exporter', answers: 'each', own: true },
  cadvisor: { baseCard: 'cadvisor-standalone', answers: 'each', own: true },
  alertmanager: { baseCard: 'alertmanager', answers: 'each', own: true },
  pushgateway: { baseCard: 'pushgateway', answers: 'all', own: true },
  dashboard: { baseCard: 'dashboard', answers: 'all', own: false },
  'opentelemetry-collector': { baseCard: 'opentelemetry-collector', answers: 'each', own: false },
  other: { baseCard: 'other', answers: 'all', own: true },
};

/** node-exporter, standalone cAdvisor, Alertmanager, Pushgateway, dashboards, collectors and the parts of Thanos and Mimir. */
export const detectExporters: Detector = (scene) =>
  scene.candidates.flatMap((candidate) => {
    const match = scene.matches.get(candidate.key);
    const rule = match ? RULES[match.signature.kind] : undefined;
    const program = match && rule ? programOf(candidate, match, rule, scene) : undefined;
    if (!program || !rule) return [];
    return foundOf(program, scene).map((found) => (rule.own ? found : { ...found, instance: undefined }));
  });

function programOf(candidate: Candidate, match: Match, rule: Rule, scene: Scene): Program | undefined {
  const kind = match.signature.kind;
  const operated = operatedBy(candidate);
  const identity = match.strength === 'suspect' && !operated ? identityOf(candidate.key, kind, scene.answers) : undefined;
  if (identity && !isOf(identity, kind)) return undefined;
  const known = identity?.state === 'known' ? identity : undefined;
  return {
    kind,
    ...(match.signature.flavour ? { flavour: match.signature.flavour } : {}),
    name: operated?.name ?? candidate.name,
    baseCard: rule.baseCard,
    candidate,
    container: match.container,
    ...(known?.version ? { version: known.version } : {}),
    confidence: known || operated ? 'proven' : 'likely',
    because: [...(operated ? [operated.because] : []), ...match.because, ...(known?.because ?? [])],
    answers: rule.answers,
  };
}

function isOf(identity: Identity, kind: ComponentKind): boolean {
  return identity.state === 'known' && identity.kind === kind;
}
