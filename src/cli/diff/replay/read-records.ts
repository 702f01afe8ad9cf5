import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { CsvRows, RecordSplitter } from '../../../trail';

/** Receives what is read. */
export interface RecordSink {
  add(record: unknown): void;
  /** @param reason why a part cannot be read */
  addUnreadable(reason: string): void;
}

const PIECE = 1024 * 1024;

/**
 * Reads the records of a file, compressed or not, without holding it as a whole. The rest of a file that is damaged is one unreadable
 * record, and so is a file that cannot be opened.
 */
export async function readRecords(file: string, sink: RecordSink): Promise<void> {
  const isCsv = /\.csv(?:\.gz)?$/i.test(file);
  const reader = isCsv ? new CsvRows() : new RecordSplitter();
  const decoder = new StringDecoder('utf8');
  const take = (parts: readonly (string | Record<string, string>)[]) => {
    for (const part of parts) {
      if (typeof part !== 'string') sink.add(part);
      else addJson(part, sink);
    }
  };
  try {
    for await (const piece of bytesOf(file)) take(reader.push(decoder.write(piece as Buffer)));
    take(reader.push(decoder.end()));
    take(reader.end());
  } catch (error) {
    sink.addUnreadable(`the file cannot be read to its end: ${(error as Error).message}`);
  }
}

function addJson(text: string, sink: RecordSink): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    sink.addUnreadable('this is no JSON');
    return;
  }
  sink.add(value);
}

/** @throws Error for a file that cannot be opened */
function bytesOf(file: string): Readable {
  // A stream of a file that cannot be opened would fail a second time, and nobody would listen.
  const isCompressed = isGzip(file);
  const stream = createReadStream(file, { highWaterMark: PIECE });
  if (!isCompressed) return stream;
  const unzipped = createGunzip({ chunkSize: PIECE });
  stream.on('error', (error) => unzipped.destroy(error));
  return stream.pipe(unzipped);
}

function isGzip(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(2);
    readSync(descriptor, bytes, 0, 2, 0);
    return bytes[0] === 0x1f && bytes[1] === 0x8b;
  } finally {
    closeSync(descriptor);
  }
}
