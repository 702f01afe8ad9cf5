import { constructCoverage } from './constructs';
import { ConstructSection } from './constructs-section';
import { code, count, distinct, ReasonLookup, table } from './markdown';
import { observedEvents } from './observed-events';
import { operationCoverage, type OperationCoverage } from './operations';
import { operationsSection } from './operations-section';
import { sourcesBelow } from './sources';
import { CHANGE_KINDS } from '../../src/report/changes/change-text';

/** docs/coverage.md, and what is wrong with the reasons in it. */
export interface CoveragePage {
  readonly text: string;
  readonly operations: readonly OperationCoverage[];
  /** Cells that are empty without a reason. */
  readonly missingReasons: readonly string[];
  /** Reasons of cells that are not empty, or do not exist. */
  readonly unusedReasons: readonly string[];
}

/** Derives the page from the code as it is. The events of the crash points run once, on the simulator. */
export async function coveragePage(): Promise<CoveragePage> {
  const reasons = new ReasonLookup();
  const [operations, events] = [operationCoverage(), await observedEvents()];
  const sections = constructCoverage().map((construct) => (
    new ConstructSection(construct, events.filter(({ type }) => type === construct.type), reasons)));
  const text = [
    '# Coverage',
    INTRODUCTION,
    operationsSection(operations, events, reasons),
    '## Resource types',
    table(COLUMNS, sections.map((section) => section.summary())),
    ...sections.map((section) => section.details()),
    '## Other changes',
    otherChanges(distinct(events.flatMap(({ kinds }) => kinds))),
  ].join('\n\n');
  return { text: `${text}\n`, operations, missingReasons: reasons.missing, unusedReasons: reasons.unused };
}

const COLUMNS = ['Resource type', 'Create', 'Update per property', 'Delete', 'Adopt', 'Import reference', 'Rollback', 'Diff', 'Report'];

const INTRODUCTION = `\`npx tsx scripts/coverage.ts\` writes this page from the code. Do not edit it; a test compares the two.

- **Simulator**: the file of \`src/simulator/operations\` that registers the operation.
- **Handlers**: the files of \`src/handler\` that call the method of a port whose adapter in \`src/organizations\` sends the operation.
- **Crash points**: [the proof](proofs.md) that ends a handler before and after each call of an event, and delivers the event again.
  The script runs each of these events once, without a crash, on the simulator. The calls, the diff and the report's sentences below are
  what it observes. Names in the sentences are those of the test.
- **Test**: the test of the simulator that names the operation most often.
- **Reasons**: the only text written by hand, in \`scripts/coverage-page/reasons.ts\`.`;

/** Kinds of changes that only a comparison of two versions of an app shows. */
function otherChanges(observed: readonly string[]): string {
  const tests = sourcesBelow('test/model').filter(({ path }) => path.endsWith('.test.ts'));
  const others = CHANGE_KINDS.filter((kind) => !observed.includes(kind)).map((kind) => {
    const naming = tests.filter(({ text }) => text.includes(`'${kind}'`)).map(({ path }) => path);
    return [`\`${kind}\``, naming.length > 0 ? `[${naming[0]}](../${naming[0]})` : 'none'];
  });
  return [
    `Of ${count(CHANGE_KINDS.length, 'kind')} of changes that a report has a sentence for, the events above show ${observed.length}.`
    + ' The others come from a comparison of two versions of an app, or from changes by hand:',
    table(['Kind', 'Test that names it'], others),
    `The first group is ${code(CHANGE_KINDS.filter((kind) => observed.includes(kind)))}.`,
  ].join('\n\n');
}
