import { Notification } from 'electron';
import type { BrokenPlace } from '../../shared/contract/breaks';

/** Of many places, so many are named. */
const NAMED = 3;

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
      const next = new Notification(notificationWords(places, clusterName()));
      next.on('click', () => onClick(first));
      next.show();
      shown = next;
    },
  };
}

/** "Data stops at 2 places in prod", and which. */
function notificationWords(places: readonly BrokenPlace[], cluster: string): { readonly title: string; readonly body: string } {
  const more = places.length - NAMED;
  return {
    title: `Data stops ${places.length === 1 ? '' : `at ${places.length} places `}in ${cluster}`,
    body: [...places.slice(0, NAMED).map(({ says }) => says), ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'),
  };
}
