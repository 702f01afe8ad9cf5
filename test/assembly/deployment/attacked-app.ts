import { createHash } from 'crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnParameter, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Account, Organization } from '../../../src';
import { assertDeployable, type GivenParameters, partOf, readCloudAssembly, withParameters } from '../../../src/assembly';
import { organizationFromAssembly, reviewOf } from '../../../src/model';
import { changeText } from '../../../src/report';

const ACCOUNT = '111122223333';

/** A cloud assembly in a folder of its own, whose files a test may edit. */
export class AssemblyCopy {
  constructor(readonly folder: string) {}

  json(name: string): any {
    return JSON.parse(readFileSync(join(this.folder, name), 'utf8'));
  }

  /** Changes a JSON file in place. */
  edit(name: string, change: (content: any) => void): this {
    const content = this.json(name);
    change(content);
    return this.write(name, JSON.stringify(content));
  }

  write(name: string, text: string): this {
    writeFileSync(join(this.folder, name), text);
    return this;
  }

  /** Changes the properties of a stack in the manifest. */
  stack(id: string, change: (artifact: any) => void): this {
    return this.edit('manifest.json', ({ artifacts }) => change(artifacts[id]));
  }

  /** Changes the template of a stack, and publishes it under a key of its content, as the CDK would. */
  template(id: string, change: (template: any) => void): this {
    this.edit(`${id}.template.json`, change);
    const { files } = this.json(`${id}.assets.json`);
    const [asset] = Object.values<any>(files).filter(({ source }) => source.path === `${id}.template.json`);
    const [{ objectKey: former }] = Object.values<any>(asset.destinations);
    const key = `${createHash('sha256').update(readFileSync(join(this.folder, `${id}.template.json`))).digest('hex')}.json`;
    for (const file of ['manifest.json', `${id}.assets.json`]) this.write(file, readFileSync(join(this.folder, file), 'utf8').replaceAll(former, key));
    return this;
  }

  /** Adds a file asset to those of a stack. */
  publish(id: string, assetId: string, source: object, destination: object): this {
    return this.edit(`${id}.assets.json`, ({ files }) => {
      files[assetId] = { source, destinations: { here: destination } };
    });
  }
}

export interface AppOptions {
  /** Whether the stacks say their account and Region. */
  readonly environment?: boolean;
  readonly define?: (stacks: { readonly org: Stack; readonly other: Stack }) => void;
}

/**
 * Synthesizes an organization of two accounts in stack `Org`, with a nested stack, and stack `Other` beside it. Cleans up after the
 * tests.
 */
export class AttackedApp {
  private readonly work = mkdtempSync(join(tmpdir(), 'attacked-'));
  private number = 0;

  synthesize({ environment = true, define }: AppOptions = {}): AssemblyCopy {
    const app = new App({ outdir: join(this.work, `${this.number++}.out`) });
    const env = environment ? { account: ACCOUNT, region: 'us-east-1' } : undefined;
    const org = new Stack(app, 'Org', { env });
    const organization = new Organization(org, 'Organization');
    for (const name of ['log-archive', 'audit']) new Account(org, name, { accountName: name, email: `${name}@example.com`, parent: organization.root });
    new CfnParameter(org, 'Stage', { default: 'test' });
    new CfnResource(new NestedStack(org, 'Nested'), 'Topic', { type: 'AWS::SNS::Topic' });
    const other = new Stack(app, 'Other', { env });
    new CfnResource(other, 'Topic', { type: 'AWS::SNS::Topic' });
    define?.({ org, other });
    app.synth();
    return new AssemblyCopy(app.outdir);
  }

  copy({ folder }: AssemblyCopy): AssemblyCopy {
    const copy = join(this.work, `${this.number++}.out`);
    cpSync(folder, copy, { recursive: true });
    return new AssemblyCopy(copy);
  }

  cleanUp(): void {
    if (existsSync(this.work)) rmSync(this.work, { recursive: true });
  }
}

export interface GateOptions {
  readonly stacks?: readonly string[];
  readonly acknowledged?: readonly string[];
  readonly parameters?: GivenParameters;
}

/** The answer of the gate to a change: the refusal, or the headlines of its changes and obstacles. */
export function gate(base: AssemblyCopy, head: AssemblyCopy, { stacks, acknowledged, parameters }: GateOptions = {}): string[] {
  const [before, after] = [base, head].map(({ folder }, index) => partOf(readCloudAssembly(folder), stacks, { former: index === 0 }));
  try {
    assertDeployable(after, { acknowledged, base: before });
  } catch (error) {
    return [`refused: ${(error as Error).message}`];
  }
  const { changes, obstacles } = reviewOf(
    organizationFromAssembly(before), organizationFromAssembly(withParameters(after, parameters)), { actions: [] },
  );
  return [...changes.map((change) => changeText(change).headline), ...obstacles.map(({ message }) => `obstacle: ${message}`)];
}
