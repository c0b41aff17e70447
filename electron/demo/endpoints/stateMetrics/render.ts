import type { KubeObject } from '../../objects';
import { escapeLabel, goNumber } from '../goNumber';
import { type Head, heads } from '../heads';
import type { Metric, StateStore } from './metric';
import { pluralOf } from './stores';

/** Label and annotation keys that --metric-labels-allowlist exposes, by plural resource: "pods=[app,team]", "nodes=[*]". */
export type Allowed = ReadonlyMap<string, readonly string[]>;

export function parseAllowlist(entries: readonly string[]): Allowed {
  return new Map(
    entries.flatMap((entry) => {
      const match = /^([a-z]+)=\[(.*)\]$/.exec(entry.trim());
      return match === null ? [] : [[match[1] ?? '', (match[2] ?? '').split(',').map((key) => key.trim())] as const];
    }),
  );
}

/** Text of one object for each family of its store; objects never change, so it is made once (as KSM does on each event). */
export class StateRenderer {
  private readonly known = new WeakMap<KubeObject, readonly string[]>();

  constructor(private readonly allowed: Allowed) {}

  /** HELP, TYPE and samples of a store. A store without objects writes nothing at all, not even the heads (KSM metrics_writer.go). */
  store(store: StateStore, objects: readonly KubeObject[]): string {
    if (objects.length === 0) return '';
    const own = headsOf(store);
    const texts = objects.map((object) => this.object(store, own, object));
    return own.map((head, i) => head.text + texts.map((text) => text[i] ?? '').join('')).join('');
  }

  private object(store: StateStore, own: readonly Head[], object: KubeObject): readonly string[] {
    const known = this.known.get(object);
    if (known !== undefined) return known;
    const base = pairs(store.base(object));
    const made = own.map((head) => rows(head.name, base, this.metrics(store, head.name, object)));
    this.known.set(object, made);
    return made;
  }

  private metrics(store: StateStore, family: string, object: KubeObject): readonly Metric[] {
    const generate = store.families[family];
    if (generate !== undefined) return generate(object);
    return family === `${store.prefix}labels` ? this.labels(store, object) : [];
  }

  private labels(store: StateStore, object: KubeObject): readonly Metric[] {
    const keys = this.allowed.get(pluralOf(store));
    if (keys === undefined) return [];
    const shown = Object.entries(object.metadata.labels ?? {}).filter(([key]) => keys.includes('*') || keys.includes(key));
    return [{ labels: Object.fromEntries(shown.map(([key, value]) => [`label_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`, value])), value: 1 }];
  }
}

/** The families that a store writes: heads recorded from the real one, whether the demo has samples for them or not. */
export function headsOf(store: StateStore): readonly Head[] {
  return heads.kubeStateMetrics.filter((head) => head.name.startsWith(store.prefix));
}

function pairs(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');
}

function rows(name: string, base: string, metrics: readonly Metric[]): string {
  let out = '';
  for (const { labels, value } of metrics) {
    const more = labels === undefined ? '' : pairs(labels);
    out += `${name}{${base}${more === '' ? '' : `,${more}`}} ${goNumber(value)}\n`;
  }
  return out;
}
