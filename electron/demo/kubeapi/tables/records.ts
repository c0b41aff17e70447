import type { KubeObject } from '../../objects';
import { fieldsAt, listAt, numberAt, textAt } from '../fields';
import { ageOf } from '../humanDuration';
import { AGE, column, NAME, type TablePrinter, wide } from './columns';

export const events: TablePrinter = {
  columns: [
    column('Last Seen', 'When the event was seen last'),
    column('Type', 'Normal or Warning'),
    column('Reason', 'Why, in one word'),
    column('Object', 'What the event is about'),
    wide('Subobject', 'Which part of the object'),
    wide('Source', 'Who reports it'),
    column('Message', 'What happened'),
    wide('First Seen', 'When the event was seen first'),
    wide('Count', 'How often it was seen'),
    { ...wide('Name', 'Name of the event'), format: 'name' },
  ],
  cells: (event, nowMs) => {
    const first = textAt(event, 'firstTimestamp') ?? textAt(event, 'eventTime');
    const last = textAt(event, 'series', 'lastObservedTime') ?? textAt(event, 'lastTimestamp') ?? first;
    const host = textAt(event, 'source', 'host') ?? textAt(event, 'reportingInstance');
    const component = textAt(event, 'source', 'component') ?? textAt(event, 'reportingComponent') ?? '';
    return [
      ageOf(last, nowMs),
      textAt(event, 'type') ?? '',
      textAt(event, 'reason') ?? '',
      objectOf(event),
      textAt(event, 'involvedObject', 'fieldPath') ?? '',
      host ? `${component}, ${host}` : component,
      (textAt(event, 'message') ?? '').trim(),
      ageOf(first, nowMs),
      String(numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? 1),
      event.metadata.name,
    ];
  },
};

function objectOf(event: KubeObject): string {
  const kind = (textAt(event, 'involvedObject', 'kind') ?? '').toLowerCase();
  const name = textAt(event, 'involvedObject', 'name');
  return name ? `${kind}/${name}` : kind;
}

export const namespaces: TablePrinter = {
  columns: [NAME, column('Status', 'Whether the namespace is active'), AGE],
  cells: (namespace, nowMs) => [
    namespace.metadata.name,
    textAt(namespace, 'status', 'phase') ?? '',
    ageOf(namespace.metadata.creationTimestamp, nowMs),
  ],
};

export const configMaps: TablePrinter = {
  columns: [NAME, column('Data', 'How many entries it has', 'integer'), AGE],
  cells: (map, nowMs) => [
    map.metadata.name,
    Object.keys(fieldsAt(map, 'data')).length + Object.keys(fieldsAt(map, 'binaryData')).length,
    ageOf(map.metadata.creationTimestamp, nowMs),
  ],
};

export const serviceAccounts: TablePrinter = {
  columns: [NAME, column('Secrets', 'How many secrets it may use', 'integer'), AGE],
  cells: (account, nowMs) => [account.metadata.name, listAt(account, 'secrets').length, ageOf(account.metadata.creationTimestamp, nowMs)],
};

export const leases: TablePrinter = {
  columns: [NAME, column('Holder', 'Who holds the lease'), AGE],
  cells: (lease, nowMs) => [
    lease.metadata.name,
    textAt(lease, 'spec', 'holderIdentity') ?? '',
    ageOf(lease.metadata.creationTimestamp, nowMs),
  ],
};

export const apiServices: TablePrinter = {
  columns: [NAME, column('Service', 'Service behind the API, or Local'), column('Available', 'Whether the API answers'), AGE],
  cells: (apiService, nowMs) => [
    apiService.metadata.name,
    backing(apiService),
    availability(apiService),
    ageOf(apiService.metadata.creationTimestamp, nowMs),
  ],
};

function backing(apiService: KubeObject): string {
  const name = textAt(apiService, 'spec', 'service', 'name');
  return name === undefined ? 'Local' : `${textAt(apiService, 'spec', 'service', 'namespace')}/${name}`;
}

function availability(apiService: KubeObject): string {
  const condition = listAt(apiService, 'status', 'conditions').find((candidate) => textAt(candidate, 'type') === 'Available');
  const status = textAt(condition, 'status') ?? 'Unknown';
  const reason = textAt(condition, 'reason');
  return status === 'True' || reason === undefined ? status : `${status} (${reason})`;
}
