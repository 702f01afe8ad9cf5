import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const BRACE = '{'.charCodeAt(0);

/** A file in a ZIP archive. */
export interface ZippedFile {
  readonly path: string;
  /** Its permissions, as on a Unix file system. */
  readonly mode: number;
  readonly bytes: Buffer;
}

/** The files of a ZIP archive (APPNOTE.TXT of PKWARE, sections 4.3.7 to 4.3.16); undefined if it is none. */
export function unzipped(archive: Buffer): ZippedFile[] | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.length < end + 22 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) return undefined;
  const files: ZippedFile[] = [];
  let at = archive.readUInt32LE(end + 16);
  try {
    for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
      if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
      const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
      files.push({
        path: archive.toString('utf8', at + 46, at + 46 + name),
        mode: archive.readUInt16LE(at + 40) % 0o10000,
        bytes: contents(archive, archive.readUInt32LE(at + 42), archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)),
      });
      at += 46 + name + extra + comment;
    }
  } catch {
    return undefined;
  }
  return files;
}

function contents(archive: Buffer, header: number, method: number, size: number): Buffer {
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const stored = archive.subarray(start, start + size);
  return method === 0 ? stored : inflateRawSync(stored);
}

/** The SHA-256 of bytes. Of an archive, it is that of its paths, permissions and contents, so that times of packing do not count. */
export function contentOf(bytes: Buffer): string {
  const files = unzipped(bytes);
  const hash = createHash('sha256');
  if (files === undefined) return hash.update(bytes).digest('hex');
  for (const { path, mode, bytes: each } of [...files].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    hash.update(`${JSON.stringify([path, mode.toString(8), each.length])}\n`).update(each);
  }
  return hash.digest('hex');
}

/** The same, and the text if it is JSON: a template of a nested stack, for one. */
export function contentsOf(bytes: Buffer): { readonly content: string; readonly text?: string } {
  return { content: contentOf(bytes), ...(bytes[0] === BRACE ? { text: bytes.toString() } : {}) };
}
