/**
 * The feature gate KubeletFineGrainedAuthz: alpha and off in 1.32, beta and on since 1.33, stable since 1.36
 * (KEP-2862; pkg/features/kube_features.go). With it /pods, /configz, /healthz and /runningpods have subresources of their own.
 */
export type FineGrained =
  | { readonly state: 'on' | 'off'; readonly because: string }
  | { readonly state: 'unknown'; readonly because: string };

const ON_SINCE = 33;
const STABLE_SINCE = 36;

/** @param gate what the kubelet itself says (kubernetes_feature_enabled, featureGates of /configz); undefined: not seen */
export function fineGrainedAuthz(version: string | undefined, gate: boolean | undefined): FineGrained {
  if (gate !== undefined) return { state: gate ? 'on' : 'off', because: `the kubelet says so (KubeletFineGrainedAuthz=${gate})` };
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major !== '1' || minor === undefined) return { state: 'unknown', because: 'the version of the kubelet is not known' };
  if (Number(minor) >= STABLE_SINCE) return { state: 'on', because: `always on since 1.${STABLE_SINCE} (this one is ${version})` };
  if (Number(minor) >= ON_SINCE)
    return {
      state: 'on',
      because: `on by default since 1.${ON_SINCE} (this one is ${version}; it does not say whether it was switched off)`,
    };
  return { state: 'off', because: `off by default before 1.${ON_SINCE} (this one is ${version})` };
}
