/** Which label names Prometheus takes: `metric_name_validation_scheme` of its configuration, "utf8" being the default of 3.x. */
export type NameScheme = 'utf8' | 'legacy';

const LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
// `target_label` and `replacement` may hold $1, ${1} or ${name} where a name is built (prometheus model/relabel/relabel.go).
const LEGACY_TEMPLATE = /^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** UTF-8 names may be anything but empty; half a surrogate pair is what JavaScript has for invalid UTF-8. */
export function isLabelName(name: string, scheme: NameScheme): boolean {
  if (scheme === 'legacy') return LEGACY_NAME.test(name);
  return name !== '' && !LONE_SURROGATE.test(name);
}

/** Whether a name in which groups are still to be filled in may become a label name. */
export function isLabelTemplate(template: string, scheme: NameScheme): boolean {
  return scheme === 'legacy' ? LEGACY_TEMPLATE.test(template) : isLabelName(template, scheme);
}
