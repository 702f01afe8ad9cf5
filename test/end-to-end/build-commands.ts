import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

/** Stands in for the AWS CLI, whose buckets are folders here. */
const AWS = `#!/bin/sh
if [ "$2" = ls ]; then ls -p "$BUCKETS/\${3#s3://}" > "$NOTES.ls" || exit 255; sed 's/^/2026-11-24 12:00:00          1 /' "$NOTES.ls"; exit 0; fi
from=$(echo "$3" | sed "s|^s3://|$BUCKETS/|"); to=$(echo "$4" | sed "s|^s3://|$BUCKETS/|")
mkdir -p "$(dirname "$to")" && cp "$from" "$to"
`;

/** Runs cdk-org as it is here, with a saved organization in place of the live one; notes everything else. */
const NPX = `#!/bin/sh
[ "$1" != --no-install ] || shift
case "$1 $2" in
  "cdk-org snapshot") cp "$SNAPSHOT" organization.json ;;
  "cdk-org drift") shift 2; exec "$NODE" "$CLI" drift "$@" --snapshot "$SNAPSHOT" ;;
  cdk-org*) shift; exec "$NODE" "$CLI" "$@" ;;
  *) echo "npx $*" >> "$NOTES" ;;
esac
`;

/** Installs nothing but what says its version. */
const NPM = `#!/bin/sh
mkdir -p node_modules/cdk-aws-organizations && echo '{ "version": "1.2.3" }' > node_modules/cdk-aws-organizations/package.json
echo "npm $*" >> "$NOTES"
`;

export interface Build {
  /** Of the build specification, in their order. */
  readonly commands: readonly string[];
  /** What stands for the live organization. */
  readonly snapshot: string;
  /** Where it works; the bucket `reports` is in its folder `buckets`. */
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface BuildResult {
  readonly status: number | null;
  readonly output: string;
  /** The commands that were not run, but only noted. */
  readonly noted: readonly string[];
}

/** The commands of a build as CodeBuild runs them: in one shell, until one fails. */
export function runBuild({ commands, snapshot, directory, environment }: Build): BuildResult {
  const tools = mkdtempSync(join(directory, 'tools-'));
  for (const [name, script] of [['aws', AWS], ['npx', NPX], ['npm', NPM]]) {
    writeFileSync(join(tools, name), script);
    chmodSync(join(tools, name), 0o755);
  }
  const folder = mkdtempSync(join(directory, 'build-'));
  const notes = join(folder, 'notes');
  mkdirSync(join(directory, 'buckets', 'reports'), { recursive: true });
  const script = commands.map((command) => `${command}\nstatus=$?; [ $status -eq 0 ] || exit $status\n`).join('');
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${tools}:${process.env.PATH}`,
      BUCKETS: join(directory, 'buckets'),
      REPORTS: 'reports',
      SNAPSHOT: snapshot,
      NOTES: notes,
      NODE: process.execPath,
      CLI,
      ...environment,
    },
  });
  const noted = existsSync(notes) ? readFileSync(notes, 'utf8').split('\n').filter(Boolean) : [];
  return { status, output: stdout + stderr, noted };
}
