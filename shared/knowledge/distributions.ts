export type DistributionName =
  | 'k3s'
  | 'RKE2'
  | 'MicroK8s'
  | 'k0s'
  | 'EKS'
  | 'GKE'
  | 'AKS'
  | 'OpenShift'
  | 'Talos'
  | 'kind'
  | 'minikube'
  | 'Docker Desktop'
  | 'kubeadm';

export interface NodeSign {
  readonly name: DistributionName;
  readonly field: 'kubeletVersion' | 'providerId' | 'osImage' | 'label' | 'annotation';
  /** For labels and annotations against "KEY=VALUE". */
  readonly matches: RegExp;
  readonly controlPlane: 'pods' | 'one-process' | 'managed';
}

/**
 * What the nodes of a distribution carry, most particular first (kind, minikube and Talos are also
 * kubeadm-like, so kubeadm comes last). Version suffixes: k3s and RKE2 release names; -eks- and -gke. of the providers' node images.
 */
export const NODE_SIGNS: readonly NodeSign[] = [
  { name: 'k3s', field: 'kubeletVersion', matches: /\+k3s\d/, controlPlane: 'one-process' },
  { name: 'RKE2', field: 'kubeletVersion', matches: /\+rke2r\d/, controlPlane: 'pods' },
  { name: 'k0s', field: 'kubeletVersion', matches: /\+k0s/, controlPlane: 'one-process' },
  { name: 'MicroK8s', field: 'label', matches: /^microk8s\.io\/cluster=true$/, controlPlane: 'one-process' },
  { name: 'MicroK8s', field: 'label', matches: /^node\.kubernetes\.io\/microk8s-(controlplane|worker)=/, controlPlane: 'one-process' },
  { name: 'EKS', field: 'kubeletVersion', matches: /-eks-/, controlPlane: 'managed' },
  { name: 'EKS', field: 'label', matches: /^eks\.amazonaws\.com\//, controlPlane: 'managed' },
  { name: 'GKE', field: 'kubeletVersion', matches: /-gke\./, controlPlane: 'managed' },
  { name: 'GKE', field: 'label', matches: /^cloud\.google\.com\/gke-nodepool=/, controlPlane: 'managed' },
  { name: 'AKS', field: 'label', matches: /^kubernetes\.azure\.com\/(agentpool|cluster)=/, controlPlane: 'managed' },
  { name: 'OpenShift', field: 'label', matches: /^node\.openshift\.io\/os_id=/, controlPlane: 'pods' },
  { name: 'Talos', field: 'osImage', matches: /^Talos /, controlPlane: 'pods' },
  { name: 'kind', field: 'providerId', matches: /^kind:\/\//, controlPlane: 'pods' },
  { name: 'minikube', field: 'label', matches: /^minikube\.k8s\.io\/(name|version)=/, controlPlane: 'pods' },
  { name: 'Docker Desktop', field: 'osImage', matches: /^Docker Desktop$/, controlPlane: 'pods' },
  { name: 'kubeadm', field: 'annotation', matches: /^kubeadm\.alpha\.kubernetes\.io\/cri-socket=/, controlPlane: 'pods' },
];
