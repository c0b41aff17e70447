import type { ObjectStore } from '../../objects';
import { fieldList, statusOf, textField } from '../objectFields';
import type { ScrapeTarget } from './scrape';

/** Ready nodes with an address, InternalIP first (the official manifest's --kubelet-preferred-address-types). */
export function nodesToScrape(objects: ObjectStore): readonly ScrapeTarget[] {
  return objects.list('nodes').flatMap((object) => {
    const status = statusOf(object);
    const ready = fieldList(status, 'conditions').find((condition) => condition['type'] === 'Ready');
    if (ready !== undefined && ready['status'] !== 'True') return [];
    const addresses = fieldList(status, 'addresses');
    const found = ['InternalIP', 'ExternalIP', 'Hostname'].map((type) => addresses.find((address) => address['type'] === type));
    const ip = found
      .map((address) => (address === undefined ? undefined : textField(address, 'address')))
      .find((address) => address !== undefined);
    return ip === undefined ? [] : [{ node: object.metadata.name, ip }];
  });
}
