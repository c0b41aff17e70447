import type { Sample } from '../../../../shared/exposition/exposition';
import type { KubeObject } from '../../objects';
import { goNumber, labelPairs } from '../goNumber';
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

/** What is exposed beside the stores' own families: labels, and which families at all. */
export interface StateSettings {
  readonly labels: Allowed;
  /** --metric-allowlist: regular expressions, any of which a family's name has to match; undefined: all families. */
  readonly families: readonly RegExp[] | undefined;
}

/** Text and samples of one object for each family of its store; objects never change, so each is made once (as KSM does on each event). */
export class StateRenderer {
  private readonly texts = new WeakMap<KubeObject, readonly string[]>();
  private readonly samples = new WeakMap<KubeObject, readonly (readonly Sample[])[]>();
  private readonly heads = new Map<StateStore, readonly Head[]>();

  constructor(private readonly settings: StateSettings) {}

  /** The families that a store writes: heads recorded from the real one, whether the demo has samples for them or not. */
  headsOf(store: StateStore): readonly Head[] {
    const { families } = this.settings;
    const known =
      this.heads.get(store) ??
      heads.kubeStateMetrics.filter(
        ({ name }) => name.startsWith(store.prefix) && (families === undefined || families.some((allowed) => allowed.test(name))),
      );
    this.heads.set(store, known);
    return known;
  }

  /** HELP, TYPE and samples of a store. A store without objects writes nothing at all, not even the heads (KSM metrics_writer.go). */
  store(store: StateStore, objects: readonly KubeObject[]): string {
    if (objects.length === 0) return '';
    const own = this.headsOf(store);
    const texts = objects.map((object) => this.textsOf(store, own, object));
    return own.map((head, i) => head.text + texts.map((text) => text[i] ?? '').join('')).join('');
  }

  /** The samples of that text, family by family. */
  samplesOf(store: StateStore, objects: readonly KubeObject[]): readonly Sample[] {
    const own = this.headsOf(store);
    const made = objects.map((object) => this.samplesOfObject(store, own, object));
    const out: Sample[] = [];
    for (let i = 0; i < own.length; i++) for (const families of made) for (const sample of families[i] ?? []) out.push(sample);
    return out;
  }

  private textsOf(store: StateStore, own: readonly Head[], object: KubeObject): readonly string[] {
    const known = this.texts.get(object);
    if (known !== undefined) return known;
    const base = labelPairs(store.base(object));
    const made = own.map((head) => rows(head.name, base, this.metrics(store, head.name, object)));
    this.texts.set(object, made);
    return made;
  }

  private samplesOfObject(store: StateStore, own: readonly Head[], object: KubeObject): readonly (readonly Sample[])[] {
    const known = this.samples.get(object);
    if (known !== undefined) return known;
    const base = store.base(object);
    const made = own.map(({ name }) =>
      this.metrics(store, name, object).map(({ labels, value }) => ({ name, labels: { ...base, ...labels }, value })),
    );
    this.samples.set(object, made);
    return made;
  }

  private metrics(store: StateStore, family: string, object: KubeObject): readonly Metric[] {
    const generate = store.families[family];
    if (generate !== undefined) return generate(object);
    return family === `${store.prefix}labels` ? this.labels(store, object) : [];
  }

  private labels(store: StateStore, object: KubeObject): readonly Metric[] {
    const keys = this.settings.labels.get(pluralOf(store));
    if (keys === undefined) return [];
    const shown = Object.entries(object.metadata.labels ?? {}).filter(([key]) => keys.includes('*') || keys.includes(key));
    return [{ labels: Object.fromEntries(shown.map(([key, value]) => [`label_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`, value])), value: 1 }];
  }
}

function rows(name: string, base: string, metrics: readonly Metric[]): string {
  let out = '';
  for (const { labels, value } of metrics) {
    const more = labels === undefined ? '' : labelPairs(labels);
    out += `${name}{${base}${more === '' ? '' : `,${more}`}} ${goNumber(value)}\n`;
  }
  return out;
}
