import { Modal } from '@mantine/core';
import { showKeys, useChoices } from '../store/choiceStore';
import { type Command, type CommandGroup, useCommands } from '../store/commandStore';
import { texts } from '../texts/catalogue';
import { Kbd } from '../ui/Kbd';
import './keyHelp.css';

const t = texts.frame;
const GROUPS: readonly CommandGroup[] = ['screens', 'map', 'inspector', 'looks', 'window'];

/** The keys of every command that is offered now, by the part of the window they concern. */
export function KeyHelp() {
  const shown = useChoices((choices) => choices.keysShown);
  const singleKeys = useChoices((choices) => choices.singleKeys);
  const commands = useCommands((offered) => offered.commands);
  return (
    <Modal
      // The page never scrolls: locking it would write a style that the page's policy refuses.
      lockScroll={false}
      // Esc is the window's: it takes back one thing at a time.
      closeOnEscape={false}
      opened={shown}
      onClose={() => showKeys(false)}
      title={<b>{t.keys}</b>}
      size={660}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': texts.trouble.close }}
    >
      {singleKeys ? null : <p className="hs-keys-off hs-small">{t.singleKeysOff}</p>}
      <div className="hs-keys" data-testid="keys">
        {GROUPS.map((group) => (
          <KeyGroup key={group} group={group} commands={commands.filter((command) => command.group === group && command.keys.length > 0)} />
        ))}
      </div>
    </Modal>
  );
}

function KeyGroup({ group, commands }: { readonly group: CommandGroup; readonly commands: readonly Command[] }) {
  if (commands.length === 0) return null;
  return (
    <section>
      <h3 className="hs-small hs-t2">{t.keysFor[group]}</h3>
      <dl>
        {commands.map(({ id, keys, words }) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} name={key} />
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
