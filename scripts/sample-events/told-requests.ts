import type { CallRequest, TrailRecord } from '../../src/trail';
import { deniedMessage } from '../../src/trail/message/denied-message';
import { wasRefused } from '../../src/trail/record/trail-record';

/** Compares requests with the messages of refused records, in which the service itself names action and resource. */
export class ToldRequests {
  private told = 0;
  private sameAction = 0;
  private sameResource = 0;
  private readonly others = new Map<string, string>();

  add(record: TrailRecord, requests: readonly CallRequest[]): void {
    const { action, resource } = (wasRefused(record) ? deniedMessage(record.errorMessage ?? '') : undefined) ?? {};
    if (action === undefined) return;
    this.told++;
    const ofAction = requests.filter((request) => request.action.toLowerCase() === action.toLowerCase());
    if (ofAction.length > 0) this.sameAction++;
    if (ofAction.some((request) => isSame(request.resource, resource))) this.sameResource++;
    else this.others.set(record.eventName, `${action} ${resource ?? '*'}, mapped to ${ofAction.map((request) => request.resource ?? 'an unknown resource').join(', ')}`);
  }

  lines(): string[] {
    return this.told === 0 ? [] : [`${this.told} messages of refused calls name the action: ${this.sameAction} times the mapped one, ${this.sameResource} times with the mapped resource`];
  }

  otherLines(): string[] {
    return [...this.others].map(([event, text]) => `${event}: the message says ${text}`);
  }
}

/** Samples hide account IDs in one place and not in another; a service writes `*` or nothing for an action without resources. */
function isSame(mapped: string | undefined, told = '*'): boolean {
  return mapped?.replace(/\d{12}/g, '') === told.replace(/\d{12}/g, '');
}
