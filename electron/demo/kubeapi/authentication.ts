import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DemoUser } from '../network';

/** The demo's administrator: as kubeadm's, allowed everything through the group system:masters. */
export const ADMIN: DemoUser = { name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };

/** An operator who reads everything but secrets, and may not get nodes/proxy: who may can run commands in every container. */
export const READER: DemoUser = { name: 'kubernetes-reader', groups: ['system:authenticated'] };

/** A restricted user: get and list of nodes and pods. */
export const VIEWER: DemoUser = serviceAccountUser('default', 'hopscope-viewer');

export const ANONYMOUS: DemoUser = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Who the apiserver is towards kubelets. */
export const APISERVER_TO_KUBELET: DemoUser = { name: 'kube-apiserver-kubelet-client', groups: ['system:masters', 'system:authenticated'] };

/** Who the aggregator is when it asks an aggregated API whether it answers. */
export const AGGREGATOR: DemoUser = { name: 'system:kube-aggregator', groups: ['system:masters', 'system:authenticated'] };

/** The user that a ServiceAccount's token stands for. */
export function serviceAccountUser(namespace: string, name: string): DemoUser {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** A bearer token of 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export interface Credential {
  readonly token: string;
  readonly user: DemoUser;
}

export type Authenticated = { readonly kind: 'user'; readonly user: DemoUser } | { readonly kind: 'refused' };

/** Bearer token to user. No Authorization header is the anonymous user, a wrong one is refused (401), as `--anonymous-auth` does. */
export function authenticate(authorization: string | undefined, credentials: readonly Credential[]): Authenticated {
  if (authorization === undefined) return { kind: 'user', user: ANONYMOUS };
  const token = /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  if (token === undefined) return { kind: 'refused' };
  const found = credentials.find((credential) => sameToken(credential.token, token));
  return found ? { kind: 'user', user: found.user } : { kind: 'refused' };
}

/** In constant time: both are hashed first, so lengths agree. */
function sameToken(known: string, given: string): boolean {
  return timingSafeEqual(createHash('sha256').update(known).digest(), createHash('sha256').update(given).digest());
}
