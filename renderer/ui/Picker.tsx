interface Choice {
  readonly value: string | number;
  readonly words: string;
}

interface PickerProps {
  readonly name: string;
  readonly testId: string;
  readonly value: string | number;
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string) => void;
  readonly className?: string;
}

/** A list to choose one of. */
export function Picker({ name, testId, value, choices, onChoose, className }: PickerProps) {
  return (
    <select
      className={['hs-select', className].filter(Boolean).join(' ')}
      aria-label={name}
      data-testid={testId}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.words}
        </option>
      ))}
    </select>
  );
}
