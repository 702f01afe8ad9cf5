import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { RecordSplitter, type TrailRecord, trailRecord } from '../../src/trail';
import { filesBelow } from '../foreign-inputs/files-below';

const DATA = /\.(?:json|jsonl|ndjson|log|txt|cloudtrail|ya?ml)$/i;
const MARKDOWN = /\.md$/i;
const CODE_BLOCK = /^ *```json[^\n]*\n([^]*?)^ *```/gm;
/** Deeper than a record in a test of a rule. */
const DEEPEST = 12;

/** The records of AWS CloudTrail in the files of a clone: logs, events of EventBridge, tests of rules, and blocks of Markdown. */
export function* recordsInClone(clone: string): Generator<TrailRecord> {
  for (const file of filesBelow(clone).filter((each) => DATA.test(each) || MARKDOWN.test(each))) {
    const text = readFileSync(file, 'utf8');
    if (text.includes('eventSource')) for (const value of valuesIn(file, text)) yield* recordsBelow(value);
  }
}

function valuesIn(file: string, text: string): unknown[] {
  if (MARKDOWN.test(file)) return [...text.matchAll(CODE_BLOCK)].flatMap(([, block]) => jsonIn(block));
  return /\.ya?ml$/i.test(file) ? yamlIn(text) : jsonIn(text);
}

/** One value, or a value on each line; nothing for a text that is no JSON. */
function jsonIn(text: string): unknown[] {
  try {
    const splitter = new RecordSplitter();
    return [...splitter.push(text), ...splitter.end()].map((each) => JSON.parse(each) as unknown);
  } catch {
    return [];
  }
}

function yamlIn(text: string): unknown[] {
  try {
    return [parseAllDocuments(text)].flat().map((document) => document.toJS() as unknown);
  } catch {
    return [];
  }
}

/** Every record has an identity; catalogs of events have names alone. */
function* recordsBelow(value: unknown, depth = 0): Generator<TrailRecord> {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  const record = 'userIdentity' in value ? trailRecord(value) : undefined;
  if (record?.eventSource.endsWith('.amazonaws.com')) yield record;
  else for (const each of Object.values(value)) yield* recordsBelow(each, depth + 1);
}
