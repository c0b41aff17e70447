type Labels = Readonly<Record<string, string>>;

/** Whether every label of a Service's selector is there. An empty selector selects nothing. */
export function selects(selector: Labels, labels: Labels): boolean {
  let wanted = 0;
  for (const key in selector) {
    if (labels[key] !== selector[key]) return false;
    wanted++;
  }
  return wanted > 0;
}

/**
 * Whether a LabelSelector (matchLabels, matchExpressions) as an object's JSON has it matches. An empty
 * one matches everything, an absent one nothing (apimachinery, metav1.LabelSelectorAsSelector).
 */
export function labelSelectorMatches(selector: unknown, labels: Labels): boolean {
  if (!isRecord(selector)) return false;
  const matchLabels = isRecord(selector['matchLabels']) ? Object.entries(selector['matchLabels']) : [];
  const expressions = Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'] : [];
  return (
    matchLabels.every(([key, value]) => labels[key] === value) &&
    expressions.every((expression: unknown) => isRecord(expression) && expressionMatches(expression, labels))
  );
}

function expressionMatches(expression: Readonly<Record<string, unknown>>, labels: Labels): boolean {
  const value = labels[String(expression['key'])];
  const values: readonly unknown[] = Array.isArray(expression['values']) ? expression['values'] : [];
  switch (expression['operator']) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
