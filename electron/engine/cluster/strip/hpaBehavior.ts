import { DEFAULT_BEHAVIOR, type HpaBehavior, type ScalingPolicy, type ScalingRules } from '../../../../shared/model/hpaBehavior';
import { parseQuantity } from '../../../../shared/model/quantity';
import { isJson, type Json, number, objects, someNumber, text } from './fields';

/** spec.behavior; what a side leaves out is as the API fills it in. */
export function stripBehavior(spec: Json): HpaBehavior | undefined {
  const behavior = spec['behavior'];
  if (!isJson(behavior)) return undefined;
  return {
    scaleUp: stripRules(behavior['scaleUp'], DEFAULT_BEHAVIOR.scaleUp),
    scaleDown: stripRules(behavior['scaleDown'], DEFAULT_BEHAVIOR.scaleDown),
  };
}

function stripRules(rules: unknown, defaults: ScalingRules): ScalingRules {
  if (!isJson(rules)) return defaults;
  const select = text(rules, 'selectPolicy');
  const seconds = someNumber(rules, 'stabilizationWindowSeconds') ?? defaults.stabilizationSeconds;
  const tolerance = toleranceIn(rules['tolerance']);
  return {
    selectPolicy: select === 'Min' || select === 'Disabled' ? select : 'Max',
    policies: Array.isArray(rules['policies']) ? objects(rules, 'policies').map(stripPolicy) : defaults.policies,
    ...(seconds === undefined ? {} : { stabilizationSeconds: seconds }),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}

function stripPolicy(policy: Json): ScalingPolicy {
  const type = text(policy, 'type') === 'Percent' ? 'Percent' : 'Pods';
  return { type, value: number(policy, 'value'), periodSeconds: number(policy, 'periodSeconds') };
}

/** A quantity: "0.05", "50m". */
function toleranceIn(value: unknown): number | undefined {
  return typeof value === 'string' ? parseQuantity(value) : typeof value === 'number' ? value : undefined;
}
