import { rmSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as constructs from 'constructs';
import * as ts from 'typescript';
import * as library from '../../src';

const ENVIRONMENT = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'us-east-1' };
/** The CDK CLI sets it as well, so that rehearsals name resources by their paths. */
const CONTEXT = { 'aws:cdk:enable-path-metadata': true };
const NAMED = /^\/\/ (\S+\.ts)\n/;
const LEVELS: Readonly<Record<string, string>> = { warning: 'Warning', info: 'Info', error: 'Error' };

/** The source files of an app as a page shows them, block by block. */
export class PageApp {
  private last?: string;

  constructor(private readonly files = new Map<string, string>()) {}

  public copy(): PageApp {
    const copy = new PageApp(new Map(this.files));
    copy.last = this.last;
    return copy;
  }

  /** A block that begins with `// path/of/file.ts` is that file, or an excerpt of it; any other goes to the end of the constructor. */
  public add(block: string): void {
    const [heading, name] = NAMED.exec(block) ?? [];
    if (name === undefined) return this.append(block);
    this.last = name;
    const known = this.files.get(name);
    const text = block.slice(heading!.length).trim();
    if (known === undefined) this.files.set(name, `${text}\n`);
    else if (!known.includes(text)) throw new Error(`This is no part of ${name}: ${text}`);
  }

  /** Replaces the lines of a `diff` block that begin with a blank or `-` by those that begin with a blank or `+`. */
  public edit(block: string): void {
    const lines = block.split('\n').map((line) => ({ sign: line[0] ?? ' ', text: line.slice(2).trim() }));
    const [removed, added] = ['+', '-'].map((other) => lines.filter(({ sign, text }) => sign !== other && text !== '').map(({ text }) => text));
    const name = [...this.files].find(([, text]) => placeOf(text.split('\n'), removed) !== undefined)?.[0];
    if (name === undefined) throw new Error(`No file of the page holds these lines: ${removed.join(' | ')}`);
    const all = this.files.get(name)!.split('\n');
    all.splice(placeOf(all, removed)!, removed.length, ...added);
    this.files.set(name, all.join('\n'));
  }

  /** Runs the program, in the folder of its output, where its files are. @returns the messages of the CDK CLI */
  public synthesize(outdir: string): string[] {
    const apps: cdk.App[] = [];
    class App extends cdk.App {
      constructor(props?: cdk.AppProps) {
        super({ ...props, outdir, postCliContext: { ...CONTEXT, ...props?.postCliContext } });
        apps.push(this);
      }
    }
    const core = { ...cdk, App };
    const modules: Record<string, unknown> = {
      'aws-cdk-lib': core, 'aws-cdk-lib/core': core, 'aws-cdk-lib/aws-iam': iam, 'constructs': constructs, 'cdk-aws-organizations': library,
    };
    const load = (name: string): unknown => {
      const exported = {};
      const { outputText } = ts.transpileModule(this.files.get(name)!.replace(/^#!.*/, ''), {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
      });
      new Function('require', 'exports', outputText)((path: string) => (
        path.startsWith('.') ? load(`${posix.join(posix.dirname(name), path)}.ts`) : modules[path]), exported);
      return exported;
    };
    const [before, folder] = [{ ...process.env }, process.cwd()];
    rmSync(outdir, { recursive: true, force: true });
    cdk.AssetStaging.clearAssetHashCache();
    try {
      Object.assign(process.env, ENVIRONMENT);
      process.chdir(dirname(outdir));
      load([...this.files.keys()].find((name) => name.startsWith('bin/'))!);
      return apps.flatMap((app) => app.synth().stacks).flatMap(({ messages }) => messages)
        .map(({ level, id, entry }) => `[${LEVELS[level]} at ${id}] ${entry.data as string}`);
    } catch (error) {
      return (error as Error).message.trimEnd().split('\n');
    } finally {
      process.env = before;
      process.chdir(folder);
    }
  }

  private append(block: string): void {
    const name = this.last!;
    const [imports, body] = [/^import .*$/gm, /^(?!import ).*$/gm].map((pattern) => [...block.matchAll(pattern)].map(([line]) => line).join('\n'));
    const text = this.files.get(name)!;
    const end = /\n {2}\}\n\}\n*$/.exec(text);
    if (end === null) throw new Error(`${name} does not end with a constructor`);
    this.files.set(name, `${imports}\n${text.slice(0, end.index)}\n${body}${end[0]}`);
  }
}

/** The place of some lines that follow each other, without their indentation and empty lines between them. */
function placeOf(all: readonly string[], wanted: readonly string[]): number | undefined {
  const place = all.findIndex((_, start) => wanted.every((text, index) => all[start + index]?.trim() === text));
  return place === -1 ? undefined : place;
}
