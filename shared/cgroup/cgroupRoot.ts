import { parseCgroupId } from './parseId';

/** "/kubepods.slice" of "/kubepods.slice/kubepods-burstable.slice/...": where a node keeps the cgroups of its pods. Undefined: the id is none of a pod's. */
export function cgroupRootOf(id: string): string | undefined {
  const { kind, driver } = parseCgroupId(id);
  if (driver === undefined || kind === 'root') return undefined;
  const parts = id.split('/');
  const at = parts.map((part) => (driver === 'cgroupfs' ? part === 'kubepods' : /^(?:.+-)?kubepods\.slice$/.test(part))).lastIndexOf(true);
  return at < 0 ? undefined : parts.slice(0, at + 1).join('/');
}

/**
 * Cgroup paths that a node has or may have: those given, and the same pods and containers under each QoS class. A selector
 * that matches none of them matches no pod there, whichever classes its pods have by chance.
 */
export function likelyIds(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => [id, ...otherClasses(id)]))];
}

function otherClasses(id: string): readonly string[] {
  const root = cgroupRootOf(id);
  const { driver, qos, kind } = parseCgroupId(id);
  if (root === undefined || qos === undefined || (kind !== 'pod' && kind !== 'container')) return [];
  const slices = root.slice(root.lastIndexOf('/') + 1).replace(/\.slice$/, '');
  const below = id.slice(root.length);
  return (['guaranteed', 'burstable', 'besteffort'] as const).map((other) =>
    driver === 'cgroupfs' ? root + underClass(below, qos, other) : root + underSlice(below, slices, qos, other),
  );
}

/** "/burstable/podUID/ID" -> "/podUID/ID". */
function underClass(below: string, from: string, to: string): string {
  const pod = from === 'guaranteed' ? below : below.slice(from.length + 1);
  return to === 'guaranteed' ? pod : `/${to}${pod}`;
}

/** "/kubepods-burstable.slice/kubepods-burstable-podUID.slice/..." -> "/kubepods-podUID.slice/...". */
function underSlice(below: string, slices: string, from: string, to: string): string {
  const pod = from === 'guaranteed' ? below : below.slice(`/${slices}-${from}.slice`.length);
  const bare = from === 'guaranteed' ? pod : pod.replace(`/${slices}-${from}-pod`, `/${slices}-pod`);
  return to === 'guaranteed' ? bare : `/${slices}-${to}.slice${bare.replace(`/${slices}-pod`, `/${slices}-${to}-pod`)}`;
}
