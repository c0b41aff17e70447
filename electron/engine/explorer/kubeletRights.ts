import type { RightCell } from '../../../shared/contract/explorer';
import type { FineGrained } from '../../../shared/knowledge/fineGrainedAuthz';
import type { KubeletEndpoint } from '../../../shared/knowledge/kubeletEndpoints';
import type { AccessNeed } from '../../../shared/model/observation';
import type { AuthModes } from '../probers/kubelet/facts';

/** Whether somebody may do what a need says. */
export type Ask = (need: AccessNeed) => Promise<RightCell>;

/** What a kubelet asks the kube-apiserver about whoever asks it. */
export function subresourceNeed(verb: string, subresource: string): AccessNeed {
  return { verb, group: '', resource: 'nodes', subresource };
}

/** Past the kube-apiserver: the kubelet asks about its subresources, and the first that is allowed opens the path. */
export async function rightAtKubelet(
  endpoint: Pick<KubeletEndpoint, 'verb' | 'plain' | 'fine'>,
  fineGrained: FineGrained['state'],
  auth: Pick<AuthModes, 'authorization' | 'webhook'> | undefined,
  ask: Ask,
): Promise<RightCell> {
  if (auth?.authorization === 'AlwaysAllow')
    return { state: 'yes', because: 'this kubelet allows everything to whoever it knows (authorization.mode AlwaysAllow in /configz)' };
  if (auth?.webhook === false)
    return { state: 'no', because: 'this kubelet checks no tokens (authentication.webhook.enabled is false in /configz): it answers 401' };
  const opens = (subresources: readonly string[]) => anyOf(endpoint.verb, subresources, ask);
  if (fineGrained !== 'unknown') return opens(fineGrained === 'on' ? endpoint.fine : endpoint.plain);
  const [plain, fine] = await Promise.all([opens(endpoint.plain), opens(endpoint.fine)]);
  return plain.state === fine.state
    ? plain
    : {
        state: 'unknown',
        because: `with KubeletFineGrainedAuthz ${fine.state} (${fine.because}), without it ${plain.state}; which holds is not known`,
      };
}

async function anyOf(verb: string, subresources: readonly string[], ask: Ask): Promise<RightCell> {
  const rights = await Promise.all(
    subresources.map(async (subresource) => ({ subresource, right: await ask(subresourceNeed(verb, subresource)) })),
  );
  const allowed = rights.find(({ right }) => right.state === 'yes');
  if (allowed) return { state: 'yes', because: `${verb} nodes/${allowed.subresource}: ${allowed.right.because}` };
  const open = rights.find(({ right }) => right.state === 'unknown');
  const says = (open ? [open] : rights).map(({ subresource, right }) => `${verb} nodes/${subresource}: ${right.because}`);
  return { state: open ? 'unknown' : 'no', because: says.join('; ') };
}
