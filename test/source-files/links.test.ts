import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';

const ROOT = join(__dirname, '..', '..');

const deadLinks = (folder: string) => spawnSync(process.execPath, [join(ROOT, 'scripts', 'dead-links.js'), folder], { encoding: 'utf8' });

test('each relative link of a page leads to a file', () => {
  const { status, stdout, stderr } = deadLinks(ROOT);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\d{2,} pages, 0 dead links\n$/);
  expect(status).toBe(0);
});

test('each relative link of a page of the package leads to a file of the package', () => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }));
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    for (const { path } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(folder, path));
    }
    const { status, stderr } = deadLinks(folder);
    expect([stderr, status]).toEqual(['', 0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a link to a page that is not in the folder is dead, code and addresses are no links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  try {
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs', 'page.md'), '[a](../page.md) [b](gone.md#part) [`c`](lost.md) `[d](x.md)` [e](https://example.com) [f](#here)');
    writeFileSync(join(folder, 'page.md'), '```\n[a](gone.md)\n```\n');
    const { status, stderr } = deadLinks(folder);
    expect([status, stderr]).toEqual([1, 'docs/page.md: gone.md#part\ndocs/page.md: lost.md\n']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
