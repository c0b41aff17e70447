export interface ImageName {
  /** Path segments of the repository without its registry: ["prometheus", "prometheus"]. */
  readonly segments: readonly string[];
  readonly registry?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Takes an image reference apart: [REGISTRY/]REPOSITORY[:TAG][@DIGEST]. The first segment is a registry
 * when it has a dot or a colon or is "localhost" (distribution/reference, grammar of normalized names).
 */
export function parseImage(reference: string): ImageName {
  const [named = '', digest] = reference.split('@');
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const all = (tagged ? named.slice(0, colon) : named).split('/');
  const first = all[0] ?? '';
  const hasRegistry = all.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  return {
    segments: hasRegistry ? all.slice(1) : all,
    ...(hasRegistry ? { registry: first } : {}),
    ...(tagged ? { tag: named.slice(colon + 1) } : {}),
    ...(digest ? { digest } : {}),
  };
}

/** Whether the repository ends with `end` by whole segments. Mirrors put their own segments before it. */
export function imageEndsWith(image: ImageName, end: string): boolean {
  // Nearly all are told apart by their last segment: this is asked for each image of each signature.
  if (!end.endsWith(image.segments.at(-1) ?? '')) return false;
  const wanted = end.split('/');
  const offset = image.segments.length - wanted.length;
  return offset >= 0 && wanted.every((segment, i) => image.segments[offset + i] === segment);
}

/** The version a tag tells, without the leading v: "v2.54.1-distroless" is "2.54.1-distroless"; undefined for "latest" and digests. */
export function versionOfTag(image: ImageName): string | undefined {
  const match = /^v?(\d+(?:\.\d+)+.*)$/.exec(image.tag ?? '');
  return match?.[1];
}
