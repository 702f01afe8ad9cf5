import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf, type Command, commandsOf, isShown, type Stale } from './page';
import { PageApp } from './page-app';
import { Simulator, type SimulatorServer, startSimulatorServer } from '../../src/simulator';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'cdk-org');
/** A page with this line takes the app of an example; its blocks are excerpts of it. */
const EXAMPLE = /^<!-- app: (\S+) -->$/m;
/** With this line each section begins with the code and the organization that the page has before its first section. */
const INDEPENDENT = '<!-- each section starts from the code above -->';
/** Commands that need an account, a registry or a clone: they are shown without an output, and not run. */
const NOT_RUN = /^(mkdir|cd|cp|jq|npm|git|npx cdk (init|bootstrap)|npx cdk-org simulator|export|aws (sts|account|cloudformation|logs|sso))( |$)/;
/** The first line of a block that is a file beside the app. */
const NAMED_FILE = /^(#|\/\/) ([\w-]+\.(?:ya?ml|jsonl?|txt))\n/;
const KEEP_BASE = 'rm -rf base && cp -r cdk.out base';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
/** Where the deployed organization and its stacks are kept. */
const DEPLOYED = '.deployed.json';

interface RunState {
  app: PageApp;
  folder: string;
  deployed?: string;
}

/** Runs the code and the commands of a page of the guide, in order, in a folder of its own; the simulator is the live organization. */
export class PageRun {
  private state: RunState;
  private readonly found: Stale[] = [];

  /** @param organization state of a simulator, as the organization is before the page */
  constructor(private readonly page: string, private readonly work: string, organization?: unknown) {
    const [, example] = EXAMPLE.exec(page) ?? [];
    this.state = { app: new PageApp(example === undefined ? undefined : filesOf(join(ROOT, example))), folder: join(work, 'start') };
    mkdirSync(this.state.folder);
    if (organization !== undefined) this.state.deployed = JSON.stringify(organization);
  }

  /** @returns where the page is not as the run, with what the run has */
  public async run(): Promise<Stale[]> {
    const before = this.page.includes(INDEPENDENT);
    let start: RunState | undefined;
    let section = '';
    for (const block of blocksOf(this.page)) {
      if (before && block.section !== section) {
        start ??= this.state;
        section = block.section;
        this.state = this.copyOf(start, `section-${block.line}`);
      }
      if (block.language === 'ts') this.state.app.add(block.text);
      if (block.language === 'diff') this.state.app.edit(block.text);
      this.writeFile(block);
      if (block.language === 'console') for (const command of commandsOf(block)) await this.check(block, command);
    }
    return this.found;
  }

  /** YAML has comments, so that its first line stays in the file. */
  private writeFile({ text }: Block): void {
    const [heading, sign, name] = NAMED_FILE.exec(text) ?? [];
    if (name !== undefined) writeFileSync(join(this.state.folder, name), `${sign === '#' ? text : text.slice(heading!.length)}\n`);
  }

  /** The same code, organization and files, in a folder of its own. */
  private copyOf({ app, folder, deployed }: RunState, name: string): RunState {
    const copy = join(this.work, name);
    cpSync(folder, copy, { recursive: true });
    return { app: app.copy(), folder: copy, deployed };
  }

  private async check({ line, section }: Block, command: Command): Promise<void> {
    const output = await this.execute(command);
    if (output === undefined || isShown(command.output, output)) return;
    this.found.push({ block: { line, section }, command: command.text, output });
  }

  /** @returns the lines of its output; undefined if the page need not show it */
  private async execute({ text, output }: Command): Promise<string[] | undefined> {
    if (NOT_RUN.test(text)) return [];
    const [program, ...args] = wordsOf(text);
    if (text.startsWith('npx cdk synth')) return this.state.app.synthesize(join(this.state.folder, optionOf(args, '--output') ?? 'cdk.out'));
    if (text.startsWith('npx cdk deploy')) return this.deploy(output);
    if (text.startsWith('npx cdk-org ')) return this.cdkOrg(args.slice(1));
    if (text.startsWith('aws organizations ')) return this.callByHand(args[1], args.slice(2), output);
    if (text === KEEP_BASE) return this.keepBase();
    throw new Error(`This command of the page is not run (${program}): ${text}. Add it to NOT_RUN or to execute.`);
  }

  private keepBase(): string[] {
    rmSync(join(this.state.folder, 'base'), { recursive: true, force: true });
    cpSync(join(this.state.folder, 'cdk.out'), join(this.state.folder, 'base'), { recursive: true });
    return [];
  }

  /** Its own output needs AWS: a page shows the reason of a failure, or nothing. */
  private async deploy(shown: readonly string[]): Promise<string[] | undefined> {
    const file = join(this.state.folder, DEPLOYED);
    if (this.state.deployed !== undefined) writeFileSync(file, this.state.deployed);
    const state = this.state.deployed === undefined ? [] : ['--state', DEPLOYED];
    const out = await this.spawn(['rehearse', 'cdk.out', '--json', '--save', DEPLOYED, ...state]);
    if (out.stdout === '') return ['The deployment is not possible', out.stderr];
    const { succeeded, resources } = JSON.parse(out.stdout) as { succeeded: boolean; resources: { logicalId: string; reason?: string }[] };
    this.state.deployed = readFileSync(file, 'utf8');
    const reasons = resources.flatMap(({ reason }) => reason?.split('\n')[0] ?? []);
    if (!succeeded && shown.length === 0) return ['The deployment fails', ...reasons];
    return succeeded && shown.length === 0 ? undefined : reasons;
  }

  private async cdkOrg(args: readonly string[]): Promise<string[]> {
    const isLive = args.includes('--live') || ['drift', 'snapshot'].includes(args[0]);
    const { stdout, stderr } = await (isLive
      ? this.withServer((url) => this.spawn(args, { AWS_ENDPOINT_URL_ORGANIZATIONS: url })) : this.spawn(args));
    const text = (stdout + stderr).trimEnd();
    return text === '' ? [] : text.split('\n');
  }

  /** Calls AWS Organizations as the AWS CLI does, with options whose values are texts. */
  private async callByHand(name: string, options: readonly string[], shown: readonly string[]): Promise<string[] | undefined> {
    const pascal = (text: string) => text.replace(/^-+/, '').replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
    const body: Record<string, string> = {};
    for (let index = 0; index < options.length; index += 2) body[pascal(options[index])] = options[index + 1];
    const simulator = this.simulator();
    const { status, body: answer } = simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${pascal(name)}` }, body: JSON.stringify(body),
    });
    if (status !== 200) return [answer];
    const deployed = JSON.parse(this.state.deployed!) as { simulator?: object };
    const after = simulator.state();
    this.state.deployed = JSON.stringify(deployed.simulator === undefined ? after : { ...deployed, simulator: after });
    return shown.length === 0 ? undefined : JSON.stringify(JSON.parse(answer), undefined, 4).split('\n');
  }

  private simulator(): Simulator {
    if (this.state.deployed === undefined) throw new Error('The page deploys nothing before it asks the live organization.');
    const state = JSON.parse(this.state.deployed) as { simulator?: never };
    return new Simulator({ state: state.simulator ?? state as never });
  }

  private async withServer<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
    const server: SimulatorServer = await startSimulatorServer(this.simulator());
    try {
      return await use(server.url);
    } finally {
      await server.close();
    }
  }

  private spawn(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [CLI, ...args], {
        cwd: this.state.folder, maxBuffer: 2 ** 27, env: { ...process.env, ...CREDENTIALS, NO_COLOR: '1', ...env },
      }, (_, stdout, stderr) => resolve({ stdout, stderr }));
    });
  }
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => single ?? double ?? plain);
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
}

function filesOf(folder: string): Map<string, string> {
  return new Map(['bin', 'lib'].filter((name) => existsSync(join(folder, name))).flatMap((name) => (
    readdirSync(join(folder, name)).map((file): [string, string] => [`${name}/${file}`, readFileSync(join(folder, name, file), 'utf8')]))));
}
