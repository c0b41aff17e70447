import type { AccessNeed } from '../model/observation';

/** A permission that no reader of metrics needs. Sources: kubernetes.io "RBAC good practices", and the kubelet's auth.go for nodes/proxy. */
export interface Danger {
  readonly need: AccessNeed;
  /** What whoever has it can do. */
  readonly lets: string;
}

export const DANGERS: readonly Danger[] = [
  { need: { verb: '*', group: '*', resource: '*' }, lets: 'do everything (cluster-admin)' },
  {
    need: { verb: 'get', group: '', resource: 'nodes', subresource: 'proxy' },
    lets: 'run commands in every pod of every node through the kubelets (exec, attach, port-forward are GETs there)',
  },
  { need: { verb: 'list', group: '', resource: 'secrets' }, lets: 'read every secret of the cluster' },
  { need: { verb: 'create', group: '', resource: 'pods', subresource: 'exec' }, lets: 'run commands in pods' },
  { need: { verb: 'create', group: '', resource: 'pods' }, lets: 'start pods, and with them take any service account of the namespace' },
  {
    need: { verb: 'create', group: '', resource: 'serviceaccounts', subresource: 'token' },
    lets: 'make tokens for other service accounts',
  },
  { need: { verb: 'impersonate', group: '', resource: 'users' }, lets: 'act as anybody' },
  {
    need: { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
    lets: 'give itself any ClusterRole',
  },
  {
    need: { verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
    lets: 'write ClusterRoles that allow more than it has',
  },
];
