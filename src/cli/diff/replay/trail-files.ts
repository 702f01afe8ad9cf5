import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files with records: of a trail, or an export. */
const RECORDS = /\.(?:json|jsonl|ndjson|csv)(?:\.gz)?$/i;

/** Folders in the bucket of a trail that have no records of calls. */
const OTHER = /^CloudTrail-(?:Digest|Insight|Aggregated)$/;

/**
 * The files of a source: a file, or every file with records in a folder, such as a copy of the bucket of an organization's trail
 * (`AWSLogs/o-…/111122223333/CloudTrail/eu-west-1/2026/11/29/…json.gz`). Sorted by their paths.
 *
 * @param option the option that names the source, for messages
 * @throws Error for a source that cannot be read, and for a folder without such files
 */
export function trailFiles(source: string, option = '--replay'): string[] {
  let isFolder: boolean;
  try {
    isFolder = statSync(source).isDirectory();
  } catch (error) {
    throw new Error(`The recorded calls cannot be read: ${source} (${(error as Error).message}). Give ${option} a file, or a folder with files of a trail.`);
  }
  if (!isFolder) return [source];
  const files = filesBelow(source);
  if (files.length > 0) return files;
  throw new Error(`There are no recorded calls in this folder: ${source} (no file ends with .json, .jsonl, .csv or one of these and .gz). Give ${option} the folder of a trail.`);
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return OTHER.test(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && RECORDS.test(entry.name) ? [path] : [];
  });
}
