import { escapeLabel } from './goNumber';
import type { LabelSet } from './labelSets';

/** Labels that every series of a cgroup has, empty ones too. */
export interface CgroupValues {
  readonly container: string;
  readonly id: string;
  readonly image: string;
  readonly name: string;
  readonly namespace: string;
  readonly pod: string;
}

type Extra = Readonly<Record<string, string>>;

/** The label sets of a cgroup's series: its own, and those with labels of a family (cpu, device, interface, state), sorted by name. */
export class CgroupLabels {
  readonly plain: LabelSet;
  private variants: Map<Extra, LabelSet> | undefined;

  constructor(readonly values: CgroupValues) {
    this.plain = new SortedLabels(values, undefined);
  }

  /** Families give the same `extra` object each time. */
  with(extra: Extra): LabelSet {
    this.variants ??= new Map();
    const known = this.variants.get(extra);
    if (known !== undefined) return known;
    const made = new SortedLabels(this.values, extra);
    this.variants.set(extra, made);
    return made;
  }
}

class SortedLabels implements LabelSet {
  private made: Extra | undefined;

  constructor(
    private readonly values: CgroupValues,
    private readonly extra: Extra | undefined,
  ) {}

  get labels(): Extra {
    this.made ??= this.extra === undefined ? { ...this.values } : sorted({ ...this.values, ...this.extra });
    return this.made;
  }

  /** Not kept: a big node has thousands of them, and each is printed once an answer. */
  get text(): string {
    const { container, id, image, name, namespace, pod } = this.values;
    if (this.extra !== undefined) return printed(this.labels);
    return `container="${container}",id="${id}",image="${escapeLabel(image)}",name="${name}",namespace="${namespace}",pod="${pod}"`;
  }
}

function sorted(labels: Extra): Extra {
  const out: Record<string, string> = {};
  for (const name of Object.keys(labels).sort()) out[name] = labels[name] ?? '';
  return out;
}

function printed(labels: Extra): string {
  let out = '';
  for (const name in labels) out += `${out === '' ? '' : ','}${name}="${escapeLabel(labels[name] ?? '')}"`;
  return out;
}
