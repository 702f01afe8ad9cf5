import { AffectedUses, boundsOf, compare } from './affected-uses';
import { Judge, type JudgedCall } from './judge';
import { RelevantParts } from './relevant-parts';
import type { ReplayResult, UnmappedRecords } from './replay-result';
import type { Organization } from '../../model';
import { accountOfArn } from '../../policy';
import { callOfRecord, type RecordedCall, type Unmapped } from '../call-of-record';
import type { RecordGroup } from '../query/example-columns';
import { trailRecord } from '../record/trail-record';
import { recordOfRow } from '../source/record-of-row';
import { recordsIn } from '../source/records-in';

/** So many different requests are remembered; more are judged again. Each takes about a kilobyte. */
const REMEMBERED = 200_000;

/** So many reasons of events that are not mapped are told apart. */
const MOST_REASONS = 2_000;

type Answer = JudgedCall | Unmapped;

/** Of the first and of the last of several records. */
type Times = Pick<RecordGroup, 'first' | 'last'>;

/**
 * Asks two states of an organization about recorded calls, one record after the other. Needs memory for what it tells apart, not for the
 * records.
 */
export class Replay {
  private readonly parts: RelevantParts;
  private readonly judge: Judge;
  private readonly affected = new AffectedUses();
  private readonly answers = new Map<string, Answer>();
  private readonly unmapped = new Map<string, { -readonly [Key in keyof UnmappedRecords]: UnmappedRecords[Key] }>();
  private records = 0;
  private calls = 0;
  private distinct = 0;
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
    this.count({ kind: 'unreadable', reason, event: 'unknown' }, 1);
  }

  result(): ReplayResult {
    const principals = this.affected.result();
    const unmapped = [...this.unmapped.values()]
      .sort((one, other) => other.records - one.records || compare(one.event, other.event) || compare(one.reason, other.reason));
    return {
      records: this.records,
      calls: this.calls,
      distinct: this.distinct,
      ...(this.from === undefined ? {} : { from: this.from, to: this.to }),
      newlyDenied: boundsOf(principals, 'denied'),
      newlyAllowed: boundsOf(principals, 'allowed'),
      contradicted: this.contradicted,
      principals,
      unmapped,
    };
  }

  private addRecord(value: unknown, records: number, times?: Times): void {
    this.records += records;
    const record = trailRecord(value) ?? recordOfRow(value);
    if (record === undefined) {
      this.count({ kind: 'unreadable', reason: 'this is no record of CloudTrail', event: 'unknown' }, records);
      return;
    }
    const mapped = callOfRecord(record);
    if ('unmapped' in mapped) this.count(mapped.unmapped, records);
    else this.addCall(mapped.call, records, times ?? { first: mapped.call.time, last: mapped.call.time });
  }

  private addCall(whole: RecordedCall, records: number, { first, last }: Times): void {
    const call = { ...whole, requests: whole.requests.map((request) => ({ ...request, context: this.parts.contextOf(request.context) })) };
    const answer = this.answerTo(call, records);
    if ('kind' in answer) {
      this.count({ ...answer, event: call.event }, records);
      return;
    }
    this.calls += records;
    if (first !== undefined && (this.from === undefined || first < this.from)) this.from = first;
    if (last !== undefined && (this.to === undefined || last > this.to)) this.to = last;
    const { difference: { denied, allowed }, deniedBefore } = answer;
    if (deniedBefore && !call.refused) this.contradicted += records;
    // A call that was refused anyway takes nothing from anybody.
    if (denied !== undefined && !call.refused) this.affected.add(call, answer, 'denied', denied === 'certain', records);
    if (allowed !== undefined) this.affected.add(call, answer, 'allowed', allowed === 'certain', records);
  }

  private answerTo(call: RecordedCall, records: number): Answer {
    const { caller: { principal = '', accountId = '' }, recipientAccountId = '', requests } = call;
    const key = `${this.parts.textOfPrincipal(principal)} ${accountId} ${recipientAccountId} ${requests.map((request) => this.parts.textOf(request, request.context)).join(' ')}`;
    this.onRequest(key, records);
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = this.ask(call);
      if (this.answers.size >= REMEMBERED) this.answers.clear();
      this.answers.set(key, answer);
      this.distinct++;
    }
    return answer;
  }

  private ask({ caller, recipientAccountId, requests, event }: RecordedCall): Answer {
    const owners = requests.flatMap(({ resource, context }) => [context['aws:ResourceAccount'], accountOfArn(resource ?? '')]);
    const ids = [caller.accountId, ...owners, recipientAccountId].filter((id): id is string => typeof id === 'string');
    try {
      return this.judge.judge(caller, ids, requests) ?? {
        kind: 'no-account', reason: 'no account of the call is in the organization before and after the change', event,
      };
    } catch (error) {
      return { kind: 'unreadable', reason: (error as Error).message, event };
    }
  }

  private count({ kind, reason, event }: Unmapped, records: number): void {
    const known = `${kind} ${event} ${reason}`;
    const key = this.unmapped.has(known) || this.unmapped.size < MOST_REASONS ? known : kind;
    const entry = this.unmapped.get(key);
    if (entry !== undefined) entry.records += records;
    else if (key === known) this.unmapped.set(key, { kind, reason, event, records });
    else this.unmapped.set(key, { kind, reason: 'further reasons', event: 'other events', records });
  }
}
