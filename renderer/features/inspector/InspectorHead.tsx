import type { ReactNode } from 'react';
import { termOfCard } from '../../../shared/knowledge/glossary';
import type { Health } from '../../../shared/model/health';
import { closeInspector, togglePin, useChoices } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/iconPaths';
import { TermMark, TermText } from '../../ui/TermText';

interface InspectorHeadProps {
  readonly icon: IconName;
  readonly name: string;
  readonly subject?: string;
  readonly state: Health;
  readonly sentence: string;
  readonly monitoring: boolean;
  /** Where the name is that of a card: its id. */
  readonly card?: string | undefined;
  /** Before the name: the way back from a member. */
  readonly back?: ReactNode;
}

export function InspectorHead({ icon, name, subject, state, sentence, monitoring, card, back }: InspectorHeadProps) {
  const term = card === undefined ? undefined : termOfCard(card);
  return (
    <div className="hs-inspector-head">
      <div className="hs-row">
        {back}
        <span className={monitoring ? 'hs-mon' : ''}>
          <Icon name={icon} size={20} />
        </span>
        <div className="hs-inspector-title hs-grow">
          <h2 title={name}>
            <bdi>{card === undefined ? <TermText text={name} /> : name}</bdi>
          </h2>
          <span className="hs-small hs-t3 hs-ellipsis" title={subject}>
            {subject}
          </span>
        </div>
        {term === undefined ? null : <TermMark term={term} />}
        <PinButton />
        <button
          type="button"
          className="hs-button hs-button-bare"
          onClick={closeInspector}
          aria-label={texts.inspector.close}
          title={texts.inspector.close}
        >
          <Icon name="close" size={15} />
        </button>
      </div>
      <div className="hs-inspector-state hs-small" data-testid="inspector-state" data-state={state}>
        <Glyph state={state} size={13} />
        <p>
          <b className={`hs-is-${state}`}>{texts.inspector.states[state]}</b> <span className="hs-t2">{sentence}</span>
        </p>
      </div>
    </div>
  );
}

function PinButton() {
  const pinned = useChoices((choices) => choices.pinned !== undefined);
  const says = pinned ? texts.inspector.unpin : texts.inspector.pin;
  return (
    <button
      type="button"
      className={`hs-button hs-button-bare${pinned ? ' hs-pinned' : ''}`}
      onClick={togglePin}
      aria-pressed={pinned}
      aria-label={says}
      title={says}
    >
      <Icon name="pin" size={15} />
    </button>
  );
}
