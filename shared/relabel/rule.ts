import type { RE2JS } from 're2js';
import type { NameScheme } from './labelNames';

export type RelabelAction = (typeof ACTIONS)[number];

export const ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;

/** What a rule has where its YAML is silent (prometheus model/relabel/relabel.go, DefaultRelabelConfig). */
export const RULE_DEFAULTS = { action: 'replace', separator: ';', regex: '(.*)', replacement: '$1' } as const;

/** One entry of relabel_configs or metric_relabel_configs, checked, with its regular expression compiled. */
export interface RelabelRule {
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  /** As written, without the anchors. */
  readonly regex: string;
  /** `^(?s:REGEX)$`. */
  readonly compiled: RE2JS;
  /** 0 where none is given; unsigned 64 bit. */
  readonly modulus: bigint;
  readonly targetLabel: string;
  readonly replacement: string;
  readonly names: NameScheme;
}

/** Where in the configuration, such as `[2].regex`, and what is wrong there. */
export interface ConfigError {
  readonly path: string;
  readonly message: string;
}
