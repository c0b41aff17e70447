import { Icon } from './Icon';

interface SearchBoxProps {
  /** What is searched: its name, and what stands in it while it is empty. */
  readonly says: string;
  readonly value: string;
  readonly onSearch: (value: string) => void;
  readonly testId: string;
}

/** A field that narrows what stands below it with each letter. */
export function SearchBox({ says, value, onSearch, testId }: SearchBoxProps) {
  return (
    <label className="hs-search-box">
      <Icon name="search" size={13} />
      <input
        type="search"
        aria-label={says}
        placeholder={says}
        value={value}
        onChange={(event) => onSearch(event.currentTarget.value)}
        data-testid={testId}
      />
    </label>
  );
}
