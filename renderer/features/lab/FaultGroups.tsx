import { Switch } from '@mantine/core';
import type { LabFault } from '../../../shared/contract/lab';
import { titleOf } from '../../store/cardTitle';
import { useEngine } from '../../store/engineStore';
import { switchFault } from '../../store/labLink';
import { useLab } from '../../store/labStore';
import { texts } from '../../texts/catalogue';
import { groupedByCard, searchedFaults } from './expected';

const t = texts.lab;
const NONE: readonly string[] = [];

/** Every fault with its switch, under the card where it begins. */
export function FaultGroups() {
  const lab = useLab((facts) => facts.lab);
  const search = useLab((facts) => facts.search);
  if (lab === undefined) return <p className="hs-lab-none hs-t2">{t.waiting}</p>;
  const groups = groupedByCard(searchedFaults(lab.faults, search));
  if (groups.length === 0) return <p className="hs-lab-none hs-t2">{t.nothingFound}</p>;
  return groups.map(([card, faults]) => (
    <section key={card} data-testid={`lab-group-${card}`}>
      <h3 className="hs-label hs-lab-label">{card === '' ? t.noCard : titleOf(card)}</h3>
      <ul className="hs-lab-faults">
        {faults.map((fault) => (
          <FaultSwitch key={fault.name} fault={fault} />
        ))}
      </ul>
    </section>
  ));
}

function FaultSwitch({ fault: { name, says, findings, more } }: { readonly fault: LabFault }) {
  const on = useEngine((facts) => facts.view?.demo?.on ?? NONE).includes(name);
  const chosen = useLab((facts) => facts.chosen).includes(name);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return (
    <li>
      <Switch
        size="sm"
        color="ink"
        checked={on || chosen}
        label={name}
        description={says}
        onChange={(event) => switchFault(name, event.currentTarget.checked)}
        data-testid={`fault-${name}`}
      />
      <p className="hs-lab-must hs-micro hs-t2">{rules.length === 0 ? t.onlyGaps : t.must(findings.length + more, rules.join(', '))}</p>
    </li>
  );
}
