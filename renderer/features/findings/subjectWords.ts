/** "Deployment/kube-system/metrics-server" as it is read: "Deployment kube-system/metrics-server". */
export function subjectWords(subject: string): string {
  return subject.replace('/', ' ');
}
