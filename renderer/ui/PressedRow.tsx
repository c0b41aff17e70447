import type { ReactNode } from 'react';
import './pressedRow.css';

export interface PressedChoice<Value> {
  readonly value: Value;
  readonly words: ReactNode;
  /** On hover: what choosing it does. */
  readonly says?: string;
  readonly testId?: string;
}

interface PressedRowProps<Value> {
  readonly name: string;
  readonly choices: readonly PressedChoice<Value>[];
  /** None is pressed where it is not among them. */
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly className?: string;
  readonly buttonClass?: string;
  /** After the buttons, in the same group. */
  readonly children?: ReactNode;
}

/** Buttons side by side of which the chosen one is pressed: a view of the same thing. For a setting, see Choices. */
export function PressedRow<Value extends string | number>(props: PressedRowProps<Value>) {
  const { name, choices, chosen, onChoose, className = '', buttonClass = 'hs-button', children } = props;
  return (
    <fieldset className={`hs-pressed-row ${className}`} aria-label={name}>
      {choices.map(({ value, words, says, testId }) => (
        <button
          key={value}
          type="button"
          className={buttonClass}
          aria-pressed={value === chosen}
          title={says}
          onClick={() => onChoose(value)}
          data-testid={testId}
        >
          {words}
        </button>
      ))}
      {children}
    </fieldset>
  );
}
