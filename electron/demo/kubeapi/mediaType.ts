/** In which shape the client wants objects (its Accept header). */
export type Representation =
  | { readonly kind: 'object' }
  | { readonly kind: 'table'; readonly version: 'v1' | 'v1beta1' }
  /** PartialObjectMetadata or its List. */
  | { readonly kind: 'metadata'; readonly version: 'v1' | 'v1beta1' };

export interface MediaRange {
  /** "application/json". */
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const JSON_RANGES = new Set(['application/json', 'application/*', '*/*']);

/** The ranges of an Accept header, best first. */
export function parseAccept(accept: string | undefined): readonly MediaRange[] {
  if (accept === undefined || accept.trim() === '') return [{ type: '*/*', parameters: {} }];
  const ranges = accept.split(',').map(parseRange);
  return ranges
    .map((range, index) => ({ range, index }))
    .sort((a, b) => quality(b.range) - quality(a.range) || a.index - b.index)
    .map(({ range }) => range);
}

function parseRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const pairs = parameters.map((parameter) => {
    const equals = parameter.indexOf('=');
    return [parameter.slice(0, equals).toLowerCase(), parameter.slice(equals + 1)] as const;
  });
  return { type: type.toLowerCase(), parameters: Object.fromEntries(pairs) };
}

function quality(range: MediaRange): number {
  const q = Number(range.parameters['q'] ?? 1);
  return Number.isNaN(q) ? 1 : q;
}

export function isJson(range: MediaRange): boolean {
  return JSON_RANGES.has(range.type);
}

/** The first range that can be served, or undefined: 406. */
export function chooseRepresentation(accept: string | undefined): Representation | undefined {
  for (const range of parseAccept(accept)) {
    const chosen = isJson(range) ? representationOf(range) : undefined;
    if (chosen) return chosen;
  }
  return undefined;
}

function representationOf(range: MediaRange): Representation | undefined {
  const { as: form, g: group, v } = range.parameters;
  if (form === undefined) return { kind: 'object' };
  const version = v === 'v1' || v === 'v1beta1' ? v : undefined;
  if (group !== 'meta.k8s.io' || !version) return undefined;
  if (form === 'Table') return { kind: 'table', version };
  return form === 'PartialObjectMetadata' || form === 'PartialObjectMetadataList' ? { kind: 'metadata', version } : undefined;
}

/** Which version of aggregated discovery the client prefers, undefined: the old documents. */
export function discoveryVersion(accept: string | undefined): 'v2' | 'v2beta1' | undefined {
  for (const range of parseAccept(accept)) {
    if (!isJson(range)) continue;
    const { as: form, g: group, v } = range.parameters;
    if (form === undefined) return undefined;
    if (form === 'APIGroupDiscoveryList' && group === 'apidiscovery.k8s.io' && (v === 'v2' || v === 'v2beta1')) return v;
  }
  return undefined;
}
