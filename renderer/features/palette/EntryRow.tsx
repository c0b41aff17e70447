import { markedParts } from '../../../shared/analysis/find/match';
import { assertNever } from '../../../shared/model/result';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import type { Entry, Side } from './entries';

interface EntryRowProps {
  readonly id: string;
  readonly entry: Entry;
  readonly words: readonly string[];
  readonly active: boolean;
  readonly onOpen: () => void;
  readonly onPoint: () => void;
}

/** One line of find. The field keeps the keyboard: the row is chosen with arrows or the mouse. */
export function EntryRow({ id, entry, words, active, onOpen, onPoint }: EntryRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field that owns the list hears Enter.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={active ? 'hs-entry hs-entry-on' : 'hs-entry'}
      onClick={onOpen}
      onMouseMove={onPoint}
      data-testid={`entry-${entry.key}`}
    >
      <Icon name={entry.icon} size={16} />
      <span className="hs-grow hs-ellipsis" title={`${entry.name} ${entry.more}`}>
        <bdi>
          <Marked text={entry.name} words={words} />
        </bdi>{' '}
        <span className="hs-t3">
          <Marked text={entry.more} words={words} />
        </span>
      </span>
      <SideText side={entry.side} />
    </div>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const parts = markedParts(words, text);
  // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
  return parts.map((part, at) => (part.marked ? <mark key={at}>{part.text}</mark> : part.text));
}

function SideText({ side }: { readonly side: Side }) {
  switch (side.kind) {
    case 'state':
      return (
        <span className="hs-entry-side">
          <Glyph state={side.state} />
          {side.state}
        </span>
      );
    case 'keys':
      return (
        <span className="hs-entry-side">
          {side.keys.map((key) => (
            <Kbd key={key} name={key} />
          ))}
        </span>
      );
    case 'text':
      return <span className="hs-entry-side">{side.text}</span>;
    default:
      return assertNever(side);
  }
}
