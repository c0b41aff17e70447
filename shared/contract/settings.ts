import { z } from 'zod';

/** What can stand at a direct URL (docs/guide/settings.md shows one of each). */
export const DIRECT_KINDS = ['prometheus', 'thanos', 'mimir', 'victoria-metrics', 'kubelet'] as const;

/** How Hopscope authenticates at a direct URL. The password or token is no part of it: secrets are kept apart. */
export const DirectLogin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('basic'), username: z.string().min(1).max(256) }),
  z.object({ kind: z.literal('bearer') }),
  z.object({ kind: z.literal('bearer-file'), file: z.string().min(1).max(4096) }),
  z.object({ kind: z.literal('cluster') }),
]);

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]{1,128}$/;
const LINE = /^[\t\x20-\x7e]{0,4096}$/;

/** A URL that the user gives because the way through the apiserver is closed or does not exist. */
export const DirectUrl = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  kind: z.enum(DIRECT_KINDS),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .max(4096)
    .refine((text) => !/^https?:\/\/[^/]*@/i.test(text), { error: 'must not hold user and password: choose how to log in below' }),
  /** For this context only; absent: for every cluster. */
  context: z.string().max(512).optional(),
  login: DirectLogin.default({ kind: 'none' }),
  tenant: z.string().regex(LINE).optional(),
  headers: z
    .record(z.string().regex(HEADER_NAME), z.string().regex(LINE))
    .refine((headers) => !Object.keys(headers).some((name) => name.toLowerCase() === 'authorization'), {
      error: 'must not hold Authorization: choose bearer or basic, so that the secret is kept apart',
    })
    .default({}),
  caFile: z.string().max(4096).optional(),
  tlsServerName: z.string().max(253).optional(),
  insecureSkipTlsVerify: z.boolean().default(false),
  /** Of a kubelet: which node it is. */
  node: z.string().max(253).optional(),
});

/** Factors of the period of each look that can be chosen: 1 is each prober's own. */
export const REFRESH_FACTORS = [0.5, 1, 2, 4] as const;
export const BUDGET = { min: 1, max: 100, usual: 10 } as const;

/** How far the reader of the walkthrough is (shared/walkthrough/walker.ts). */
export const WalkthroughProgress = z.object({ at: z.string().max(64).optional(), done: z.array(z.string().max(64)).max(200) });

/** What the settings page shows and changes; settings.json holds these beside the window's place. */
export const SettingsValues = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Keys of a single character without Ctrl or Cmd. */
  letterKeys: z.boolean(),
  refresh: z.union([z.literal(0.5), z.literal(1), z.literal(2), z.literal(4)]),
  /** Requests a second to one cluster, on average. */
  requestsPerSecond: z.number().int().min(BUDGET.min).max(BUDGET.max),
  /** Instead of HTTPS_PROXY and HTTP_PROXY; empty: those. */
  proxy: z
    .string()
    .max(4096)
    .refine((text) => text === '' || /^(https?|socks5h?):\/\/[^\s/@]+\/?$/i.test(text), {
      error: 'must be an address such as http://proxy:3128, without user and password',
    }),
  noProxy: z.string().max(4096),
  /** PEM file, trusted instead of the system's bundle where a kubeconfig names no CA; empty: the system's. */
  caFile: z.string().max(4096),
  directUrls: z.array(DirectUrl).max(50),
  /** Kubeconfig files that the user added to the start page. */
  kubeconfigs: z.array(z.string().min(1).max(4096)).max(50),
  /** False: passwords and tokens are forgotten when the window closes. */
  keepSecrets: z.boolean(),
  /** Samples and charts are kept on disk, a day of them. */
  keepHistory: z.boolean(),
  /** A notification of the system when a hop breaks while nobody looks at the window. */
  notifyBreaks: z.boolean(),
  walkthrough: WalkthroughProgress,
});

/** A part of a file that did not fit, and what is used in its place. */
export const SettingsFault = z.object({
  /** 1-based; absent where it cannot be told. */
  line: z.number().optional(),
  /** The line as it stands in the file. */
  text: z.string().optional(),
  says: z.string(),
  used: z.string(),
});

/** Where secrets of direct URLs are kept now. */
export const SecretsState = z.discriminatedUnion('kept', [
  z.object({ kept: z.literal('keychain'), backend: z.string() }),
  /** In memory until the window closes. */
  z.object({ kept: z.literal('nowhere'), because: z.string() }),
]);

/** Of one direct URL's secret: its value never comes to the window. */
export const SecretPlace = z.enum(['keychain', 'memory', 'none']);

export const SettingsShown = z.object({
  values: SettingsValues,
  file: z.string(),
  version: z.number(),
  faults: z.array(SettingsFault),
  /** Why the file could not be written, when it could not. */
  notSaved: z.string().optional(),
  secrets: SecretsState,
  secretsFile: z.string(),
  /** By the id of the direct URL. */
  places: z.record(z.string(), SecretPlace),
  /** endpoints.yaml beside the settings: the user's own file, shown and never written. */
  endpointsFile: z.string(),
  memoryFolder: z.string(),
  /** Where history is kept, and how much there is now. */
  history: z.object({ folder: z.string(), bytes: z.number() }),
});

export type DirectUrl = z.infer<typeof DirectUrl>;
export type DirectLogin = z.infer<typeof DirectLogin>;
export type SettingsValues = z.infer<typeof SettingsValues>;
export type SettingsFault = z.infer<typeof SettingsFault>;
export type SecretsState = z.infer<typeof SecretsState>;
export type SecretPlace = z.infer<typeof SecretPlace>;
export type SettingsShown = z.infer<typeof SettingsShown>;
