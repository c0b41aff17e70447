import { z } from 'zod';
import type { HpaObject, Inventory, OtherObject } from '../../../../shared/model/inventory';

/** As `Inventory.others` and `Inventory.listed` name them. */
export const SCALED_OBJECTS = 'keda.sh/scaledobjects';
/** The label that KEDA gives to the HPA that it makes of a ScaledObject. */
const MADE_OF = 'scaledobject.keda.sh/name';

/** What KEDA's operator last said of one of its ScaledObjects. */
export interface ScaledObject {
  readonly namespace: string;
  readonly name: string;
  /** "kafka", "prometheus": in the order of the spec. */
  readonly triggers: readonly string[];
  /** Absent: the operator has not said yet. */
  readonly ready?: boolean;
  /** Why it is not ready, or what else is to be known of it. */
  readonly says: string;
  /** Its triggers cannot be read: the HPA is given `spec.fallback` instead of values. */
  readonly fallback: boolean;
  readonly paused: boolean;
  /** Metrics whose triggers fail now (status.health). */
  readonly failing: readonly string[];
}

const Spec = z.object({ triggers: z.array(z.object({ type: z.string() })).nullish() });
const Status = z.object({
  conditions: z
    .array(z.object({ type: z.string(), status: z.string(), reason: z.string().optional(), message: z.string().optional() }))
    .nullish(),
  health: z.record(z.string(), z.object({ status: z.string().optional() })).nullish(),
});
type Status = z.infer<typeof Status>;

/** Every ScaledObject that was listed. */
export function scaledObjectsIn(inventory: Pick<Inventory, 'others'>): readonly ScaledObject[] {
  return (inventory.others[SCALED_OBJECTS] ?? []).map(readScaledObject);
}

/** The ScaledObject that an HPA was made of; undefined when it was not, or that object was not listed. */
export function scaledObjectOf(hpa: HpaObject, inventory: Pick<Inventory, 'others'>): ScaledObject | undefined {
  const name = hpa.owner?.kind === 'ScaledObject' ? hpa.owner.name : hpa.labels[MADE_OF];
  return name === undefined
    ? undefined
    : scaledObjectsIn(inventory).find((each) => each.name === name && each.namespace === (hpa.namespace ?? ''));
}

/** "demo/worker". */
export function scaledObjectName({ namespace, name }: ScaledObject): string {
  return `${namespace}/${name}`;
}

/** Fields of kedacore/keda apis/keda/v1alpha1/scaledobject_types.go and condition_types.go. */
function readScaledObject({ namespace = '', name, spec, status }: OtherObject): ScaledObject {
  const [given, told] = [Spec.safeParse(spec), Status.safeParse(status)];
  const said: Status = told.success ? told.data : {};
  const condition = (type: string) => said.conditions?.find((each) => each.type === type);
  const isTrue = (type: string) => condition(type)?.status === 'True';
  const ready = condition('Ready');
  return {
    namespace,
    name,
    triggers: given.success ? (given.data.triggers ?? []).map(({ type }) => type) : [],
    ...(ready === undefined || ready.status === 'Unknown' ? {} : { ready: ready.status === 'True' }),
    says: [ready?.reason, ready?.message].filter((part) => part !== undefined && part !== '').join(': '),
    fallback: isTrue('Fallback'),
    paused: isTrue('Paused'),
    failing: Object.entries(said.health ?? {}).flatMap(([metric, health]) => (health.status === 'Failing' ? [metric] : [])),
  };
}
