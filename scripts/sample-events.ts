/**
 * Maps the sample events of local clones to requests, and reports the share that is mapped, the reasons for the others, and every event
 * that has no action: `npx tsx scripts/sample-events.ts [--list] CLONE...`. Nothing of a clone is copied.
 *
 * `--list` shows the requests of one record of each event, so that a person can judge them.
 */
import { basename } from 'node:path';
import { recordsInClone } from './sample-events/records-in-clone';
import { SampleReport } from './sample-events/sample-report';

const clones = process.argv.slice(2).filter((argument) => argument !== '--list');
const all = new SampleReport();
for (const clone of clones) {
  const report = new SampleReport();
  for (const record of recordsInClone(clone)) {
    report.add(record);
    all.add(record);
  }
  console.log([basename(clone), ...report.lines()].join('\n  '));
}
if (process.argv.includes('--list')) console.log(['Requests', ...all.requestLines()].join('\n  '));
if (clones.length > 1) console.log(['All', ...all.lines()].join('\n  '));
if (clones.length === 0) console.log('Skipped: 0 records. Give the paths of local clones.');
