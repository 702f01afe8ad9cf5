import { fieldsOf, isFields } from '../record/trail-record';

/**
 * The records in a JSON value: itself, those in its list, or the one in the text of an event of `lookup-events`.
 * Sources: CloudTrail API Reference, "LookupEvents" and "GetQueryResults"; Amazon EventBridge User Guide, events of CloudTrail (`detail`).
 */
export function* recordsIn(value: unknown): Generator<unknown> {
  const { Records: records, Events: events, QueryResultRows: rows, CloudTrailEvent: text, detail, eventName } = fieldsOf(value);
  const list = [records, events, rows].find(Array.isArray) as unknown[] | undefined;
  if (list !== undefined && eventName === undefined) for (const each of list) yield* recordsIn(each);
  else if (typeof text === 'string') yield parsed(text);
  else if (isFields(detail) && eventName === undefined) yield detail;
  else yield value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
