type Labels = Readonly<Record<string, string>>;

/** What tells series of one name apart: the labels that are not the same in all, `phase="Running"`; the name itself where there is one alone. */
export function seriesNames(series: readonly { readonly labels: Labels }[], name: string): readonly string[] {
  const keys = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].filter((key) => key !== '__name__');
  const apart = keys.filter((key) => new Set(series.map(({ labels }) => labels[key])).size > 1);
  return series.map(({ labels }) => {
    const own = apart.flatMap((key) => (labels[key] === undefined ? [] : [`${key}=${JSON.stringify(labels[key])}`]));
    return own.length === 0 ? name : own.join(', ');
  });
}
