import { ToldRequests } from './told-requests';
import { callOfRecord, type CallRequest, type TrailRecord, type Unmapped } from '../../src/trail';

/** Counts records by whether they are mapped to requests, with the reasons of the others. */
export class SampleReport {
  private records = 0;
  private mapped = 0;
  private readonly events = new Set<string>();
  private readonly unmapped = new Map<string, { readonly unmapped: Unmapped; count: number }>();
  private readonly told = new ToldRequests();
  /** By event, the requests of the record that shows most resources. */
  private readonly requests = new Map<string, readonly CallRequest[]>();

  add(record: TrailRecord): void {
    const event = `${record.eventSource} ${record.eventName}`;
    this.records++;
    this.events.add(event);
    const result = callOfRecord(record);
    if ('unmapped' in result) {
      const key = `${event}: ${result.unmapped.reason}`;
      const { count = 0 } = this.unmapped.get(key) ?? {};
      this.unmapped.set(key, { unmapped: result.unmapped, count: count + 1 });
      return;
    }
    this.mapped++;
    const { requests } = result.call;
    this.told.add(record, requests);
    const shown = this.requests.get(event);
    if (shown === undefined || withResource(requests).length > withResource(shown).length) this.requests.set(event, requests);
  }

  lines(): string[] {
    const entries = [...this.unmapped.values()];
    const share = this.records === 0 ? '' : ` (${(100 * this.mapped / this.records).toFixed(1)} %)`;
    const kinds = [...new Set(entries.map(({ unmapped }) => unmapped.kind))].sort();
    return [
      `${this.records} records of ${this.events.size} events, ${this.mapped} mapped${share}`,
      ...this.told.lines(),
      ...kinds.flatMap((kind) => {
        const ofKind = entries.filter(({ unmapped }) => unmapped.kind === kind);
        const records = ofKind.reduce((sum, { count }) => sum + count, 0);
        return [`${kind}: ${records}`, ...ofKind.map(({ unmapped, count }) => `  ${count} ${unmapped.event}: ${unmapped.reason}`).sort()];
      }),
    ];
  }

  requestLines(): string[] {
    return [...this.requests].sort().map(([event, requests]) => (
      `${event} -> ${requests.map(({ action, resource }) => `${action} ${resource ?? '(resource not recorded)'}`).join(', ')}`)).concat(this.told.otherLines());
  }
}

function withResource(requests: readonly CallRequest[]): readonly CallRequest[] {
  return requests.filter(({ resource }) => resource !== undefined);
}
