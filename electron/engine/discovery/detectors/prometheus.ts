import type { Candidate } from '../candidate';
import { parseCommandLine } from '../commandLine';
import { type Identity, identityOf } from '../identity';
import type { Match } from '../match';
import { operatedBy } from '../operators';
import { foundOf, type Program } from '../program';
import type { Detector, Scene } from '../scene';

/** Flavours that keep no samples of their own or answer for others: they take the base card only where no server stands. */
const RANK: Readonly<Record<string, number>> = { 'thanos-query': 2, 'prometheus-agent': 3, vmagent: 3 };

/**
 * Prometheus and what answers like it: by the operator's objects, by image, arguments, labels and
 * ports, and by what it answered. An answer overrules what the manifest says.
 */
export const detectPrometheus: Detector = (scene) =>
  scene.candidates.flatMap((candidate) => {
    const match = scene.matches.get(candidate.key);
    const program = match?.signature.kind === 'prometheus' ? prometheusOf(candidate, match, scene) : undefined;
    return program ? foundOf(program, scene) : [];
  });

function prometheusOf(candidate: Candidate, match: Match, scene: Scene): Program | undefined {
  const identity = identityOf(candidate.key, 'prometheus', scene.answers);
  const operated = operatedBy(candidate);
  if (match.strength === 'suspect' && identity.state !== 'known' && !operated) return undefined;
  const known = identity.state === 'known' ? identity : undefined;
  const flavour = known ? known.flavour : flavourOf(match);
  const kind = known?.kind ?? 'prometheus';
  return {
    kind,
    ...(flavour ? { flavour } : {}),
    name: nameOf(candidate, operated?.name),
    baseCard: kind,
    candidate,
    container: match.container,
    ...(known?.version ? { version: known.version } : {}),
    confidence: known || operated ? 'proven' : 'likely',
    because: [...(operated ? [operated.because] : []), ...match.because, ...beside(candidate, match), ...said(identity)],
    rank: flavour ? (RANK[flavour] ?? 1) : 0,
    // Queriers are stateless; each Prometheus of a pair scrapes and keeps for itself.
    answers: flavour === 'thanos-query' || flavour === 'mimir' || flavour === 'vmselect' ? 'all' : 'each',
  };
}

/** The operator's shards are StatefulSets of one object: "prometheus-k8s-shard-1". */
function nameOf(candidate: Candidate, operatedName: string | undefined): string {
  if (operatedName === undefined) return candidate.name;
  const shard = /-(shard-\d+)$/.exec(candidate.name)?.[1];
  return shard ? `${operatedName}-${shard}` : operatedName;
}

function flavourOf(match: Match): string | undefined {
  if (match.signature.flavour) return match.signature.flavour;
  const flags = match.line.flags;
  const agent = flags.get('agent') === 'true' || (flags.get('enable-feature') ?? '').split(',').includes('agent');
  return agent ? 'prometheus-agent' : undefined;
}

function beside(candidate: Candidate, match: Match): readonly string[] {
  return candidate.containers
    .filter(
      (container) => container.name !== match.container.name && parseCommandLine(container.command, container.args).plain[0] === 'sidecar',
    )
    .map((container) => `Container ${container.name} beside it is a Thanos sidecar (${container.image}).`);
}

function said(identity: Identity): readonly string[] {
  return identity.state === 'open' ? [] : identity.because;
}
