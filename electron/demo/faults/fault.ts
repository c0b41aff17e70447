import type { Health } from '../../../shared/model/health';
import type { World } from '../world/world';

/** Something that breaks, and what a right view of it is. Written down by hand: nothing here is computed by what it tests. */
export interface Fault {
  /** "metrics-server-down": unique, the name on the command line. */
  readonly name: string;
  /** One line: what breaks. */
  readonly breaks: string;
  readonly apply: (world: World) => World;
  /** What it must be diagnosed as, beside what a healthy World has: rule and subject, roots first. Given the World with the fault. */
  readonly findings: (world: World) => readonly ExpectedFinding[];
  /** What it makes of the map. Given the World with the fault. */
  readonly health: (world: World) => ExpectedHealth;
  /** Simulated seconds from the fault to the map that `health` describes: grace periods, timeouts, scrapes. */
  readonly settlesSeconds: number;
}

export interface ExpectedFinding {
  /** A rule id of the diagnosis rules. */
  readonly rule: string;
  /** KIND/[NAMESPACE/]NAME, target/JOB/INSTANCE or a component's id. */
  readonly subject: string;
}

/**
 * Cards and hops that are not ok, each with the healths that are right for it: one for the root, several where a
 * consequence may rightly be shown in more than one way. What is not named must be neither broken nor degraded.
 */
export interface ExpectedHealth {
  /** Card ids of shared/model/architecture.ts. */
  readonly cards: Readonly<Record<string, readonly Health[]>>;
  /** "FROM->TO", card ids. */
  readonly hops: Readonly<Record<string, readonly Health[]>>;
}

export const BROKEN: readonly Health[] = ['broken'];
export const DEGRADED: readonly Health[] = ['degraded'];
/** A consequence: it may show as its own trouble or as not to be seen. */
export const SUFFERS: readonly Health[] = ['ok', 'degraded', 'broken', 'unknown', 'stale', 'absent'];
/** Something behind it fails, at least in part. */
export const WORSE: readonly Health[] = ['degraded', 'broken', 'unknown', 'stale'];

/** Broken where it hits the only node, degraded where others still work. */
export function oneOfNodes(world: World): readonly Health[] {
  return world.nodes.length === 1 ? BROKEN : DEGRADED;
}

/** Findings of one rule for all HPAs whose CPU comes through metrics.k8s.io. */
export function hpasOnCpu(world: World, rule: string): readonly ExpectedFinding[] {
  return world.hpas
    .filter((hpa) => hpa.metrics.some((metric) => metric.type === 'Resource'))
    .map((hpa) => ({ rule, subject: `HorizontalPodAutoscaler/${hpa.namespace}/${hpa.name}` }));
}

/** Findings of one rule for a scrape job that has every node as a target: service discovery of role node gives it the node's name as instance. */
export function nodeTargets(world: World, rule: string, job: string): readonly ExpectedFinding[] {
  return world.nodes.map((node) => ({ rule, subject: `target/${job}/${node.name}` }));
}
