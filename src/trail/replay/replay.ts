import { AffectedUses, boundsOf, type GrowingPrincipals } from './affected-uses';
import { DistinctTexts } from './distinct-texts';
import { Judge, type JudgedCall } from './judge';
import { RelevantParts } from './relevant-parts';
import type { ReplayResult, UnmappedRecords } from './replay-result';
import { UnmappedCounts } from './unmapped-counts';
import type { Organization } from '../../model';
import { accountOfArn } from '../../policy';
import { callOfRecord, type RecordedCall, type Unmapped } from '../call-of-record';
import type { RecordGroup } from '../query/example-columns';
import { trailRecord } from '../record/trail-record';
import { recordOfRow } from '../source/record-of-row';
import { recordsIn } from '../source/records-in';

/** So many different requests are remembered; more are judged again. Each takes less than a kilobyte. */
const REMEMBERED = 100_000;

type Answer = JudgedCall | Unmapped;

/** Of the first and of the last of several records. */
type Times = Pick<RecordGroup, 'first' | 'last'>;

/** The findings of a replay so far, as plain values that a thread can send to another one. */
export interface ReplayState extends Pick<ReplayResult, 'records' | 'calls' | 'contradicted' | 'from' | 'to'> {
  readonly distinct: ReadonlySet<number>;
  readonly principals: GrowingPrincipals;
  readonly unmapped: readonly UnmappedRecords[];
}

/**
 * Asks two states of an organization about recorded calls, one record after the other. Needs memory for what it tells apart, not for the
 * records. The result does not depend on the order of the records, nor on how they are shared between several replays.
 */
export class Replay {
  private readonly parts: RelevantParts;
  private readonly judge: Judge;
  private readonly affected = new AffectedUses();
  private readonly answers = new Map<string, Answer>();
  private readonly unmapped = new UnmappedCounts();
  private readonly distinct = new DistinctTexts();
  private records = 0;
  private calls = 0;
  private contradicted = 0;
  private from?: string;
  private to?: string;

  /** @param onRequest gets the key of each call that was asked; calls with the same key are alike */
  constructor(base: Organization, head: Organization, private readonly onRequest: (key: string, records: number) => void = () => {}) {
    this.parts = new RelevantParts([base, head]);
    this.judge = new Judge(base, head);
  }

  /** @param value a record, a row of an export, or an object with several of them */
  add(value: unknown): void {
    for (const each of recordsIn(value)) this.addRecord(each, 1);
  }

  /** Records that are alike, as a query groups them. */
  addGroup({ record, records, first, last }: RecordGroup): void {
    this.addRecord(record, records, { first, last });
  }

  /** A record that cannot be read at all, such as a line that is no JSON. */
  addUnreadable(reason: string): void {
    this.records++;
    this.unmapped.add({ kind: 'unreadable', reason, event: 'unknown' }, 1);
  }

  /** Adds what another replay of the same organizations has found. */
  merge({ records, calls, contradicted, from, to, distinct, principals, unmapped }: ReplayState): void {
    this.records += records;
    this.calls += calls;
    this.contradicted += contradicted;
    this.addTimes({ first: from, last: to });
    this.distinct.merge(distinct);
    this.affected.merge(principals);
    this.unmapped.merge(unmapped);
  }

  state(): ReplayState {
    const { records, calls, contradicted, from, to } = this;
    const [distinct, unmapped] = [this.distinct.hashes, this.unmapped.result()];
    return { records, calls, contradicted, from, to, distinct, principals: this.affected.principals, unmapped };
  }

  result(): ReplayResult {
    const principals = this.affected.result();
    return {
      records: this.records,
      calls: this.calls,
      distinct: this.distinct.size,
      ...(this.from === undefined ? {} : { from: this.from, to: this.to }),
      newlyDenied: boundsOf(principals, 'denied'),
      newlyAllowed: boundsOf(principals, 'allowed'),
      contradicted: this.contradicted,
      principals,
      unmapped: this.unmapped.result(),
    };
  }

  private addRecord(value: unknown, records: number, times?: Times): void {
    this.records += records;
    const record = trailRecord(value) ?? recordOfRow(value);
    if (record === undefined) {
      this.unmapped.add({ kind: 'unreadable', reason: 'this is no record of CloudTrail', event: 'unknown' }, records);
      return;
    }
    const mapped = callOfRecord(record, { contextOf: this.parts.contextOfRecord });
    if ('unmapped' in mapped) this.unmapped.add(mapped.unmapped, records);
    else this.addCall(mapped.call, records, times ?? { first: mapped.call.time, last: mapped.call.time });
  }

  private addCall(whole: RecordedCall, records: number, times: Times): void {
    const requests = whole.requests.map(({ action, resource, context }) => ({ action, resource, context: this.parts.contextOf(context) }));
    const call = { ...whole, requests };
    const answer = this.answerTo(call, records);
    if ('kind' in answer) {
      this.unmapped.add({ ...answer, event: call.event }, records);
      return;
    }
    this.calls += records;
    this.addTimes(times);
    const { difference: { denied, allowed }, deniedBefore } = answer;
    if (deniedBefore && !call.refused) this.contradicted += records;
    // A call that was refused anyway takes nothing from anybody.
    if (denied !== undefined && !call.refused) this.affected.add(call, answer, 'denied', denied === 'certain', records);
    if (allowed !== undefined) this.affected.add(call, answer, 'allowed', allowed === 'certain', records);
  }

  private addTimes({ first, last }: Times): void {
    if (first !== undefined && (this.from === undefined || first < this.from)) this.from = first;
    if (last !== undefined && (this.to === undefined || last > this.to)) this.to = last;
  }

  private answerTo(call: RecordedCall, records: number): Answer {
    const key = this.keyOf(call);
    this.onRequest(key, records);
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = this.ask(call);
      if (this.answers.size >= REMEMBERED) this.answers.clear();
      this.answers.set(key, answer);
      this.distinct.add(key);
    }
    return answer;
  }

  private keyOf({ caller: { principal = '', accountId = '' }, recipientAccountId = '', requests }: RecordedCall): string {
    let key = `${this.parts.textOfPrincipal(principal)} ${accountId} ${recipientAccountId}`;
    for (const request of requests) key += ` ${this.parts.textOf(request, request.context)}`;
    return key;
  }

  private ask(call: RecordedCall): Answer {
    const { caller, recipientAccountId, requests, event } = call;
    const owners = requests.flatMap(({ resource, context }) => [context['aws:ResourceAccount'], accountOfArn(resource ?? '')]);
    const ids = [caller.accountId, ...owners, recipientAccountId].filter((id): id is string => typeof id === 'string');
    try {
      return this.judge.judge(caller, ids, requests) ?? {
        kind: 'no-account', reason: 'no account of the call is in the organization before and after the change', event,
      };
    } catch (error) {
      return { kind: 'unreadable', reason: this.withoutNames((error as Error).message, call), event };
    }
  }

  /** The message for all calls that are alike, which have other names. */
  private withoutNames(message: string, { caller: { principal }, requests }: RecordedCall): string {
    const names = requests.flatMap(({ resource = '*' }) => (resource === '*' ? [] : [[resource, 'the resource']]));
    if (principal !== undefined && this.parts.textOfPrincipal(principal) !== principal) names.push([principal, 'the caller']);
    return names.sort(([one], [other]) => other.length - one.length).reduce((text, [name, word]) => text.replaceAll(name, word), message);
  }
}
