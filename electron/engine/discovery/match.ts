import { type ImageName, imageEndsWith, parseImage } from '../../../shared/knowledge/image';
import { NAME_LABELS, type Signature } from '../../../shared/knowledge/signature';
import { SIGNATURES } from '../../../shared/knowledge/signatures';
import type { ContainerObject } from '../../../shared/model/inventory';
import type { Candidate } from './candidate';
import { type CommandLine, parseCommandLine } from './commandLine';

/** One container of a candidate that agrees with one signature. */
export interface Match {
  readonly signature: Signature;
  readonly container: ContainerObject;
  readonly line: CommandLine;
  /** found: enough to say it is one. suspect: only labels and ports say so; it has to answer for itself. */
  readonly strength: 'found' | 'suspect';
  readonly because: readonly string[];
}

interface Signals {
  readonly strong: readonly string[];
  readonly medium: readonly string[];
  readonly weak: readonly string[];
}

/**
 * The best match of any container with any of the signatures, or undefined. A name (of a pod, a
 * workload, a container, a Service) is never a signal. Earlier signatures win among equals.
 */
export function matchCandidate(candidate: Candidate, signatures: readonly Signature[] = SIGNATURES): Match | undefined {
  const known = knownMatches(candidate.containers, signatures);
  const before = known.get(candidate.labels);
  if (before !== undefined) return before ?? undefined;
  const match = bestMatch(candidate, signatures);
  known.set(candidate.labels, match ?? null);
  return match;
}

type Labels = Candidate['labels'];
type Matches = WeakMap<Labels, Match | null>;

/** Matches by the very containers and labels: those of a workload stay the same objects from look to look. */
const KNOWN = new WeakMap<readonly ContainerObject[], Map<readonly Signature[], Matches>>();

function knownMatches(containers: readonly ContainerObject[], signatures: readonly Signature[]): Matches {
  const bySignatures = KNOWN.get(containers) ?? new Map<readonly Signature[], Matches>();
  KNOWN.set(containers, bySignatures);
  const matches = bySignatures.get(signatures) ?? new WeakMap<Labels, Match | null>();
  bySignatures.set(signatures, matches);
  return matches;
}

function bestMatch(candidate: Candidate, signatures: readonly Signature[]): Match | undefined {
  let best: { match: Match; score: number } | undefined;
  for (const container of candidate.containers) {
    const line = parseCommandLine(container.command, container.args);
    const image = parseImage(container.image);
    for (const signature of signatures) {
      const signals = signalsOf(candidate, { container, line, image }, signature);
      const strength = strengthOf(signals);
      if (!strength) continue;
      const score = signals.strong.length * 100 + signals.medium.length * 10 + signals.weak.length;
      if (best && score <= best.score) continue;
      const because = [...signals.strong, ...signals.medium, ...signals.weak];
      best = { match: { signature, container, line, strength, because }, score };
    }
  }
  return best?.match;
}

function strengthOf({ strong, medium, weak }: Signals): Match['strength'] | undefined {
  if (strong.length > 0 || medium.length > 1 || (medium.length === 1 && weak.length > 0)) return 'found';
  return medium.length > 0 || weak.length > 1 ? 'suspect' : undefined;
}

const NO_SIGNALS: Signals = { strong: [], medium: [], weak: [] };

/** A container with its image and command line taken apart once. */
interface Read {
  readonly container: ContainerObject;
  readonly line: CommandLine;
  readonly image: ImageName;
}

function signalsOf(candidate: Candidate, { container, line, image: name }: Read, signature: Signature): Signals {
  const part = subcommandSignal(container, line, signature);
  if (part === 'other') return NO_SIGNALS;
  const flags = flagSignal(line, signature);
  const image = imageSignal(container, name, signature);
  const strong = [...(image?.strength === 'strong' && runsIt(line, signature, flags) ? [image.says] : []), ...flags];
  const medium = [...(image?.strength === 'medium' ? [image.says] : []), ...programSignal(line, signature)];
  if (strong.length > 0 && part) strong.push(part);
  return { strong, medium, weak: [...labelSignal(candidate, signature), ...portSignal(container, signature)] };
}

/** An image's other programs are not the component: promtool in quay.io/prometheus/prometheus, "sleep" in anything. */
function runsIt(line: CommandLine, signature: Signature, flags: readonly string[]): boolean {
  if (!line.program || flags.length > 0 || signature.binaries.length === 0) return true;
  // A program of another name may still be a start script of the same image.
  return signature.binaries.includes(line.program) || /\.sh$|entrypoint|^tini$|^dumb-init$|^\$/.test(line.program);
}

function imageSignal(
  container: ContainerObject,
  image: ImageName,
  signature: Signature,
): { readonly strength: 'strong' | 'medium'; readonly says: string } | undefined {
  const says = `Container ${container.name} runs image ${container.image}.`;
  if (signature.images.some((end) => imageEndsWith(image, end))) return { strength: 'strong', says };
  if (signature.imageNames.includes(image.segments.at(-1) ?? '')) return { strength: 'medium', says };
  return undefined;
}

function programSignal(line: CommandLine, signature: Signature): readonly string[] {
  return line.program && signature.binaries.includes(line.program) ? [`Its command is ${line.program}.`] : [];
}

function flagSignal(line: CommandLine, signature: Signature): readonly string[] {
  const set = signature.flags.find((names) => names.every((name) => line.flags.has(name)));
  if (!set) return [];
  return [`It is started with ${set.map((name) => `--${name}=${line.flags.get(name) ?? ''}`).join(' and ')}.`];
}

/** "other": the image is right, but another part of it runs here. */
function subcommandSignal(container: ContainerObject, line: CommandLine, signature: Signature): string | undefined | 'other' {
  if (!signature.subcommands) return undefined;
  const target = line.flags.get('target');
  const parts = target === undefined ? line.plain.slice(0, 1) : target.split(',');
  // Mimir without -target is everything in one process.
  if (parts.length === 0 && signature.subcommands.includes('all')) return undefined;
  const part = parts.find((name) => signature.subcommands?.includes(name));
  return part === undefined ? 'other' : `Container ${container.name} runs its part "${part}".`;
}

function labelSignal(candidate: Candidate, signature: Signature): readonly string[] {
  const name = NAME_LABELS.find((label) => signature.labels.includes(candidate.labels[label] ?? ''));
  return name ? [`Its pods have the label ${name}=${candidate.labels[name] ?? ''}.`] : [];
}

function portSignal(container: ContainerObject, signature: Signature): readonly string[] {
  const port = container.ports.find((declared) => signature.ports.includes(declared.containerPort));
  if (!port) return [];
  return [`Container ${container.name} declares port ${port.containerPort}${port.name ? ` (${port.name})` : ''}.`];
}
