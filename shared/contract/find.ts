import { z } from 'zod';
import { COMPONENT_KINDS } from '../model/component';
import { HEALTHS } from '../model/health';

/** What find looks through in the engine: cards and commands are few and looked through in the window. */
export const FIND_SCOPES = ['all', 'nodes', 'metrics'] as const;

/** Matches of one group that are sent with `all`, and when the user asked for that group alone. */
export const MATCHES_SENT = { all: 5, alone: 30 } as const;

export const FindIntent = z.object({
  type: z.literal('find'),
  /** As written, without its prefix; empty: only get ready. */
  query: z.string().max(253),
  scope: z.enum(FIND_SCOPES),
});

export const FoundMember = z.object({
  id: z.string(),
  card: z.string(),
  kind: z.enum(COMPONENT_KINDS),
  name: z.string(),
  namespace: z.string().optional(),
  node: z.string().optional(),
  health: z.enum(HEALTHS),
});

/** A metric family of the expositions that the last looks read. */
export const FoundFamily = z.object({
  name: z.string(),
  type: z.string().optional(),
  /** The component to open: of many that expose it the first by name. */
  owner: FoundMember,
  /** How many more components are known to expose it. */
  others: z.number(),
  /** In the owner's exposition. */
  series: z.number(),
});

/** Best first; `more` counts what matched and was not sent. */
export const Found = z.object({
  type: z.literal('found'),
  query: z.string(),
  scope: z.enum(FIND_SCOPES),
  members: z.array(FoundMember),
  /** kubelets by the name of their node. */
  nodes: z.array(FoundMember),
  families: z.array(FoundFamily),
  more: z.object({ members: z.number(), nodes: z.number(), families: z.number() }),
  /** Expositions are still being read: another answer follows. */
  reading: z.boolean(),
});

export type FindScope = (typeof FIND_SCOPES)[number];
export type FindIntent = z.infer<typeof FindIntent>;
export type FoundMember = z.infer<typeof FoundMember>;
export type FoundFamily = z.infer<typeof FoundFamily>;
export type Found = z.infer<typeof Found>;
