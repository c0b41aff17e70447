import './choices.css';

interface ChoicesProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
}

/** Few choices side by side: radio buttons, so that arrows and screen readers know them. */
export function Choices<Value extends string>({ name, value, options, onChoose }: ChoicesProps<Value>) {
  return (
    <fieldset className="hs-choices">
      <legend className="hs-hidden">{name}</legend>
      {options.map(([option, words]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChoose(option)}
            data-testid={`choice-${option}`}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
