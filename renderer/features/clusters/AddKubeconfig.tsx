import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

/** Opens the system's dialog: the window itself sees no files. */
export function AddKubeconfig() {
  return (
    <button type="button" className="hs-button hs-contexts-add" onClick={() => tellShell({ type: 'add-kubeconfig' })}>
      <Icon name="file" size={14} />
      {texts.clusters.add}
    </button>
  );
}
