/** An app that `cdk-org init` wrote, its organization after the first deployment, and changes of that organization by hand. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editedFiles, readApp, writeEdits } from '../../../src/cli/app/app-folder';
import { synthesizeApp } from '../../../src/cli/init/synthesize-app';
import { DataEditor } from '../../../src/init/edit';
import type { Organization } from '../../../src/model';
import { type RehearsalState, stateOfOrganization } from '../../../src/rehearsal';
import { Simulator, type SimulatorState } from '../../../src/simulator';
import { type Ended, cdkOrg } from '../run-cdk-org';

/** Sends a request of AWS Organizations or AWS Account Management. */
export type Call = (operation: string, input: object, service?: 'AWSOrganizationsV20161128' | 'account') => void;

export class AppInSteps {
  readonly work = mkdtempSync(join(tmpdir(), 'cdk-org-steps-'));
  readonly app = join(this.work, 'app');
  readonly state = join(this.work, 'state.json');
  private copies = 0;

  /**
   * Writes the app, and rehearses its first deployment.
   * @param edit of the rows before that
   */
  constructor(organization: Organization, edit: (editor: DataEditor) => void = () => undefined) {
    writeFileSync(this.state, JSON.stringify(stateOfOrganization(organization)));
    succeed(cdkOrg('init', this.app, '--simulator-state', this.state, '--no-check'));
    const editor = new DataEditor(readApp(this.app));
    edit(editor);
    writeEdits(this.app, editedFiles(this.app, editor));
    this.synthesize(this.app);
    succeed(cdkOrg('rehearse', join(this.app, 'cdk.out'), '--state', this.state, '--save', this.state, '--brief'));
  }

  /** Runs the program of an app; its cloud assembly is where `cdk synth` would put it. */
  synthesize(app: string): void {
    const { assembly, remove } = synthesizeApp(app, 'typescript')!;
    rmSync(join(app, 'cdk.out'), { recursive: true, force: true });
    cpSync(assembly, join(app, 'cdk.out'), { recursive: true, preserveTimestamps: true });
    remove();
  }

  /** The file of a state in which somebody has changed the organization by hand. */
  changedByHand(change: (call: Call) => void): string {
    const saved = JSON.parse(readFileSync(this.state, 'utf8')) as RehearsalState;
    const simulator = new Simulator({ state: saved.simulator, now: () => Date.UTC(2027, 0, 1) });
    change((operation, input, service = 'AWSOrganizationsV20161128') => {
      const { status, body } = simulator.handle(service === 'account'
        ? { method: 'POST', path: `/${operation[0].toLowerCase()}${operation.slice(1)}`, headers: {}, body: JSON.stringify(input) }
        : { method: 'POST', path: '/', headers: { 'x-amz-target': `${service}.${operation}` }, body: JSON.stringify(input) });
      if (status !== 200) throw new Error(`${operation} was refused: ${body}`);
    });
    // Accounts take a while to exist.
    simulator.advance(3_600_000);
    const file = join(this.work, `by-hand-${++this.copies}.json`);
    writeFileSync(file, JSON.stringify({ ...saved, simulator: simulator.state() }));
    return file;
  }

  /** The records of the simulated organization. */
  records(): Pick<SimulatorState, 'accounts' | 'organizationalUnits' | 'policies'> {
    return (JSON.parse(readFileSync(this.state, 'utf8')) as RehearsalState).simulator!;
  }

  /** A copy of the app, which a test may edit. */
  copyOfApp(): string {
    const copy = join(this.work, `app-${++this.copies}`);
    cpSync(this.app, copy, { recursive: true, preserveTimestamps: true });
    return copy;
  }

  remove(): void {
    rmSync(this.work, { recursive: true, force: true });
  }
}

/** The texts of an app's files by path, without its cloud assembly. */
export function filesOf(app: string): Record<string, string> {
  const names = readdirSync(app, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(names.map(({ parentPath, name }) => join(parentPath, name)).filter((file) => !file.includes('cdk.out')).sort()
    .map((file) => [file.slice(app.length + 1), readFileSync(file, 'utf8')]));
}

/** The paths of files that differ. */
export function changedFiles(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path]).sort();
}

function succeed({ status, stderr }: Ended): void {
  if (status !== 0) throw new Error(stderr);
}
