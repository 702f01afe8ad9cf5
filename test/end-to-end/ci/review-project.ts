import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { synthesize, type Variant } from './assemblies';
import { git } from './git';

/** The app of the tests. It copies an assembly that was synthesized before, because the CDK takes seconds. */
const APP = 'require("fs").cpSync("assembly", "cdk.out", { recursive: true });\n';

/** A commit on the branch of the pull request. */
export interface Proposal {
  /** The organization in the code. */
  readonly variant?: Variant;
  /** The code to run at the end of the synthesis. */
  readonly attack?: string;
  /** Additional files of the app, by their paths in its folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A bare repository with an app in `infra/`, and a pull request against its branch `main`. */
export class ReviewProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'review-'));
  readonly repository = join(this.folder, 'origin.git');
  private readonly work = join(this.folder, 'work');
  private readonly variants = new Map<string, string>();

  constructor() {
    mkdirSync(this.work);
    git(this.folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', this.repository);
    git(this.work, 'init', '--quiet', '--initial-branch', 'main');
    git(this.work, 'remote', 'add', 'origin', this.repository);
    writeFileSync(join(this.work, '.gitignore'), 'node_modules\ncdk.out\n');
    this.write({});
    this.save('main');
  }

  /** Adds a commit to the branch of the pull request. @returns the merge commit with `main`, as GitHub creates it. */
  propose(proposal: Proposal): string {
    git(this.work, 'checkout', '--quiet', '-B', 'change', 'main');
    this.write(proposal);
    this.save('change');
    return this.merge();
  }

  /** Adds a commit of another author to `main`, after the branch of the pull request was created. */
  moveMain(variant: Variant): string {
    git(this.work, 'checkout', '--quiet', 'main');
    this.write({ variant });
    this.save('main');
    return this.merge();
  }

  /** The newest commit of a branch. */
  commit(branch: 'main' | 'change'): string {
    return git(this.work, 'rev-parse', branch);
  }

  /** Writes the cloud assembly of a variant. */
  copyAssembly(variant: Variant, to: string): void {
    cpSync(this.assembly(variant), to, { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private merge(): string {
    git(this.work, 'checkout', '--quiet', '--detach', 'main');
    git(this.work, 'merge', '--quiet', '--no-ff', '--no-edit', '--strategy-option=theirs', 'change');
    git(this.work, 'push', '--quiet', '--force', 'origin', 'HEAD:refs/pull/7/merge', 'change');
    return git(this.work, 'rev-parse', 'HEAD');
  }

  private write({ variant = {}, attack = '', files = {} }: Proposal): void {
    const infra = join(this.work, 'infra');
    rmSync(infra, { recursive: true, force: true });
    cpSync(this.assembly(variant), join(infra, 'assembly'), { recursive: true });
    for (const [name, text] of Object.entries({ 'app.js': APP + attack, ...files })) {
      mkdirSync(dirname(join(infra, name)), { recursive: true });
      writeFileSync(join(infra, name), text);
    }
  }

  private assembly(variant: Variant): string {
    const key = JSON.stringify(variant);
    const known = this.variants.get(key) ?? synthesize(join(this.folder, `assembly-${this.variants.size}`), variant);
    this.variants.set(key, known);
    return known;
  }

  private save(branch: string): void {
    git(this.work, 'add', '--all', '--force', '.');
    git(this.work, 'commit', '--quiet', '--allow-empty', '--message', 'The app');
    git(this.work, 'push', '--quiet', '--force', 'origin', branch);
  }
}
