import { Notification } from 'electron';
import type { BrokenPlace } from '../../shared/contract/breaks';
import { breakWords } from './breakWords';

export interface SystemNotification {
  show(places: readonly BrokenPlace[]): void;
  withdraw(): void;
}

/** One notification of the system of where data stopped; the next takes its place. Where the system has none nothing happens. */
export function systemNotification(clusterName: () => string, onClick: (place: BrokenPlace) => void): SystemNotification {
  // Held: a notification that is collected hears no click.
  let shown: Notification | undefined;
  function withdraw(): void {
    shown?.close();
    shown = undefined;
  }
  return {
    withdraw,
    show(places) {
      const [first] = places;
      if (first === undefined || !Notification.isSupported()) return;
      withdraw();
      const next = new Notification(breakWords(places, clusterName()));
      next.on('click', () => onClick(first));
      next.show();
      shown = next;
    },
  };
}
