import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { proven, removeWrittenApps } from './written-app';
import { exampleFiles } from '../../scripts/init/example-files';
import { exampleOrganization } from '../../scripts/init/example-organization';
import { isNight } from '../proofs/support/proof-runs';

jest.setTimeout(300_000);
afterAll(removeWrittenApps);

const FOLDER = join(__dirname, '..', '..', 'examples', 'written-app');
const files = new Map(readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name)).filter((file) => !/node_modules|cdk\.out/.test(file))
  .map((file) => [file.slice(FOLDER.length + 1).split(sep).join('/'), readFileSync(file, 'utf8')]));
const ofApp = [...files].filter(([path]) => path !== 'organization.json');

describe('the example of a written app', () => {
  test('is what "cdk-org init" writes for its snapshot; "npx tsx scripts/init/write-example.ts" writes it again', () => {
    expect(Object.fromEntries([...files].sort())).toEqual(Object.fromEntries([...exampleFiles()].sort()));
  });

  test('has a row for each of 150 accounts, and no line that occurs 150 times', () => {
    const { accounts } = JSON.parse(files.get('data/accounts.json')!) as { accounts: object[] };
    expect(accounts).toHaveLength(150);
    const lines = new Map<string, number>();
    for (const line of ofApp.flatMap(([, text]) => text.split('\n')).map((text) => text.trim()).filter((text) => text !== '')) {
      lines.set(line, (lines.get(line) ?? 0) + 1);
    }
    expect([...lines].filter(([, count]) => count >= 150)).toEqual([]);
  });

  // The lint of the examples counts the lines of its functions.
  test('has no line of code that is longer than the screen of a reviewer', () => {
    expect(ofApp.filter(([path]) => path.endsWith('.ts')).flatMap(([, text]) => text.split('\n')).filter((line) => line.length > 140)).toEqual([]);
  });

  (isNight() ? test : test.skip)('says what the organization is, and its first deployment only writes owner tags', async () => {
    expect(await proven(exampleOrganization())).toMatchObject({ takenOver: 172, differences: [], deviations: [] });
  });
});
