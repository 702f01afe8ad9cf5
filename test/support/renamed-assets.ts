import { readdirSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { join } from 'path';

/**
 * Gives every asset of a cloud assembly another name, as if all contents had changed: the gate refuses other contents under the names of
 * the base. In plain JavaScript too, for apps that attack.
 */
export function renameAssets(folder: string): void {
  const names = readdirSync(folder);
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replace(/\b[0-9a-f]{64}\b/g, reversed));
  }
  for (const name of names.filter((each) => /^asset\.[0-9a-f]{64}/.test(each))) renameSync(join(folder, name), join(folder, name.replace(/[0-9a-f]{64}/, reversed)));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

export const RENAME_ASSETS = `
  for (const name of fs.readdirSync('cdk.out')) {
    const [file, reversed] = [path.join('cdk.out', name), (text) => [...text].reverse().join('')];
    if (name.endsWith('.json')) fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/\\b[0-9a-f]{64}\\b/g, reversed));
    if (/^asset\\.[0-9a-f]{64}/.test(name)) fs.renameSync(file, path.join('cdk.out', name.replace(/[0-9a-f]{64}/, reversed)));
  }`;
