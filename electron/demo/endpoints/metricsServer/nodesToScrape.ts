import type { ObjectStore } from '../../objects';
import { fieldList, statusOf, textField } from '../objectFields';
import type { ScrapeTarget } from './scrape';

/** The official manifest's --kubelet-preferred-address-types. */
const MANIFEST_TYPES = ['InternalIP', 'ExternalIP', 'Hostname'];

/** Ready nodes with an address of these types, the first type first. */
export function nodesToScrape(objects: ObjectStore, types: readonly string[] = MANIFEST_TYPES): readonly ScrapeTarget[] {
  return objects.list('nodes').flatMap((object) => {
    const status = statusOf(object);
    const ready = fieldList(status, 'conditions').find((condition) => condition['type'] === 'Ready');
    if (ready !== undefined && ready['status'] !== 'True') return [];
    const addresses = fieldList(status, 'addresses');
    const found = types.map((type) => addresses.find((address) => address['type'] === type));
    const ip = found
      .map((address) => (address === undefined ? undefined : textField(address, 'address')))
      .find((address) => address !== undefined);
    return ip === undefined ? [] : [{ node: object.metadata.name, ip }];
  });
}
