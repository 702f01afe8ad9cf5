import { join, relative } from 'node:path';

/** The path of a page or schema of the documentation, which is part of the package; as seen from the current folder. */
export function documentation(name: string): string {
  return relative(process.cwd(), join(__dirname, '..', '..', 'docs', name));
}
