type Labels = Readonly<Record<string, string>>;

/**
 * The series of a Prometheus that is the one with these exposed labels: what both have agrees (a label that the target has too
 * is kept as exported_...), relabelling may have dropped some. Undefined: none, or several that it may be.
 */
export function sameSeries<T extends { readonly labels: Labels }>(exposed: Labels, kept: readonly T[]): T | undefined {
  const rated = kept.flatMap((series) => {
    const agreeing = agreeingLabels(exposed, series.labels);
    return agreeing === undefined ? [] : [{ series, agreeing }];
  });
  const most = rated.reduce((best, { agreeing }) => Math.max(best, agreeing), 0);
  const best = rated.filter(({ agreeing }) => agreeing === most);
  return best.length === 1 ? best[0]?.series : undefined;
}

/** How many labels agree; undefined where one contradicts. */
function agreeingLabels(exposed: Labels, kept: Labels): number | undefined {
  let agreeing = 0;
  for (const [name, value] of Object.entries(exposed)) {
    const there = kept[`exported_${name}`] ?? kept[name];
    if (there === undefined || value === '') continue;
    if (there !== value) return undefined;
    agreeing += 1;
  }
  return agreeing;
}
