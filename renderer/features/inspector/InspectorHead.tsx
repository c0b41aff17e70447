import type { ReactNode } from 'react';
import type { Health } from '../../../shared/model/health';
import { closeInspector } from '../../store/choiceStore';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/iconPaths';

interface InspectorHeadProps {
  readonly icon: IconName;
  readonly name: string;
  readonly subject?: string;
  readonly state: Health;
  readonly sentence: string;
  readonly monitoring: boolean;
  /** Before the name: the way back from a member. */
  readonly back?: ReactNode;
}

export function InspectorHead({ icon, name, subject, state, sentence, monitoring, back }: InspectorHeadProps) {
  return (
    <div className="hs-inspector-head">
      <div className="hs-row">
        {back}
        <span className={monitoring ? 'hs-mon' : ''}>
          <Icon name={icon} size={20} />
        </span>
        <h2 className="hs-ellipsis" title={name}>
          {name}
        </h2>
        <span className="hs-small hs-t3 hs-ellipsis hs-grow" title={subject}>
          {subject}
        </span>
        <button type="button" className="hs-button hs-button-bare" onClick={closeInspector} aria-label="Close the inspector">
          <Icon name="close" size={15} />
        </button>
      </div>
      <div className="hs-inspector-state hs-small">
        <Glyph state={state} size={13} />
        <p>
          <b className={`hs-is-${state}`}>{state}</b> <span className="hs-t2">{sentence}</span>
        </p>
      </div>
    </div>
  );
}
