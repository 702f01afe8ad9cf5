import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveRehearsal } from './generated-pages';
import { cleanUp, synthesizeExample } from '../../test/end-to-end/example';
import { createTemporaryFolder, removeTemporaryFolder } from '../../test/support/temporary-folder';
import { driftExample } from '../review-examples/drift';
import { PULL_REQUESTS } from '../review-examples/pull-requests';
import { review } from '../review-examples/review';

const ROOT = join(__dirname, '..', '..');

/** Writes the pages of the sample reviews and the result of a rehearsal into a folder of the site. */
export function writeLive(work: string, folder: string): LiveRehearsal {
  const { TMPDIR } = process.env;
  createTemporaryFolder();
  try {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const pullRequest of PULL_REQUESTS) {
      const inWork = join(work, pullRequest.name);
      cpSync(review(pullRequest, inWork, inWork), join(folder, `review-${pullRequest.name}.html`));
    }
    cpSync(driftExample(join(work, 'drift'), join(work, 'drift')), join(folder, 'review-drift.html'));
    return rehearse(join(work, 'rehearsal'), folder);
  } finally {
    cleanUp();
    removeTemporaryFolder();
    // The folder is gone, and other tools of this process need one.
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function rehearse(work: string, folder: string): LiveRehearsal {
  cpSync(synthesizeExample(), join(work, 'cdk.out'), { recursive: true });
  const cdkOrg = (...further: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin', 'cdk-org'), 'rehearse', 'cdk.out', ...further], {
      cwd: work, encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    if (status !== 0) throw new Error(`cdk-org rehearse failed with exit code ${status}: ${stderr}`);
    return stdout;
  };
  const json = cdkOrg('--json');
  writeFileSync(join(folder, 'rehearsal.json'), json);
  return { output: cdkOrg(), size: json.length };
}
