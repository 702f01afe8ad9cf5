import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** More than the largest record of CloudTrail, and a file of a log with one refused event in it. */
const LARGEST = 50 * 1024 * 1024;

const GZIP = [0x1f, 0x8b];

/**
 * The text of an event in a file, or on standard input for `-`. A file of a trail may be compressed.
 * @throws Error for one that cannot be read, or is too large.
 */
export function readEvent(file: string): string {
  const bytes = readBytes(file);
  const text = bytes[0] === GZIP[0] && bytes[1] === GZIP[1] ? unzipped(file, bytes) : bytes;
  return text.toString('utf8').replace(/^\uFEFF/, '');
}

function readBytes(file: string): Buffer {
  try {
    if (file !== '-' && statSync(file).size > LARGEST) throw new Error(`it has more than ${LARGEST} bytes`);
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Error(`The event cannot be read: ${file} (${(error as Error).message}). Give the path of a file with one record or message, or - for standard input.`);
  }
}

function unzipped(file: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    throw new Error(`The event cannot be unpacked: ${file} (${(error as Error).message}). Give a whole file, or the record as text.`);
  }
}
