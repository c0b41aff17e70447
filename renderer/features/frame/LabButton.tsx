import { Popover, Switch } from '@mantine/core';
import { tellEngine } from '../../bridge/enginePort';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

/** In the demo cluster: what can be broken, each with a switch. The map shows what comes of it. */
export function FaultSwitches() {
  const faults = useEngine((facts) => facts.view?.demo?.faults);
  if (faults === undefined || faults.length === 0) return null;
  const on = faults.filter((fault) => fault.on).length;
  const words = on === 0 ? texts.frame.breakSomething : texts.frame.faultsOn(on);
  return (
    <Popover position="bottom-start" width={420} shadow="md" transitionProps={{ duration: 0 }} trapFocus>
      <Popover.Target>
        <button type="button" className="hs-button hs-faults-button" aria-label={words} title={words} data-testid="faults">
          <Icon name="flask" size={14} />
          <span>{on === 0 ? texts.frame.breakShort : texts.frame.faultsShort(on)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="hs-faults">
        <ul>
          {faults.map((fault) => (
            <li key={fault.name}>
              <Switch
                size="sm"
                color="ink"
                checked={fault.on}
                label={fault.name}
                description={fault.says}
                onChange={(event) => tellEngine({ type: 'fault', name: fault.name, on: event.currentTarget.checked })}
                data-testid={`fault-${fault.name}`}
              />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
