import type { ReactNode } from 'react';

interface SettingRowProps {
  readonly name: string;
  /** What it changes. */
  readonly changes: string;
  /** Where it is stored. */
  readonly stored: string;
  /** Id of the control that `name` labels; absent where the control names itself. */
  readonly controlId?: string;
  readonly children: ReactNode;
}

/** Name and what it changes, the control, where it is stored. */
export function SettingRow({ name, changes, stored, controlId, children }: SettingRowProps) {
  return (
    <div className="hs-setting">
      <div>
        {controlId === undefined ? (
          <h3 className="hs-setting-name">{name}</h3>
        ) : (
          <label className="hs-setting-name" htmlFor={controlId}>
            {name}
          </label>
        )}
        <p className="hs-small hs-t2">{changes}</p>
      </div>
      <div className="hs-setting-control">{children}</div>
      <p className="hs-small hs-t3">{stored}</p>
    </div>
  );
}
