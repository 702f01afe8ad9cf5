import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

/** Replaces the AWS CLI. Buckets are folders. */
const AWS = `#!/bin/sh
if [ "$2" = ls ]; then ls -p "$BUCKETS/\${3#s3://}" > "$NOTES.ls" || exit 255; sed 's/^/2026-11-24 12:00:00          1 /' "$NOTES.ls"; exit 0; fi
from=$(echo "$3" | sed "s|^s3://|$BUCKETS/|"); to=$(echo "$4" | sed "s|^s3://|$BUCKETS/|")
mkdir -p "$(dirname "$to")" && cp "$from" "$to"
`;

/** Replaces npx. Runs cdk-org from this checkout with a saved organization instead of the live one, and notes any other command. */
const NPX = `#!/bin/sh
[ "$1" != --no-install ] || shift
case "$1 $2" in
  "cdk-org snapshot") cp "$SNAPSHOT" organization.json ;;
  "cdk-org drift") shift 2; exec "$NODE" "$CLI" drift "$@" --snapshot "$SNAPSHOT" ;;
  cdk-org*) shift; exec "$NODE" "$CLI" "$@" ;;
  *) echo "npx $*" >> "$NOTES" ;;
esac
`;

/** Replaces npm. Installs only a package.json with a version. */
const NPM = `#!/bin/sh
mkdir -p node_modules/cdk-aws-organizations && echo '{ "version": "1.2.3" }' > node_modules/cdk-aws-organizations/package.json
echo "npm $*" >> "$NOTES"
`;

export interface Build {
  /** The commands of the build specification, in order. */
  readonly commands: readonly string[];
  /** The file with the saved organization that replaces the live one. */
  readonly snapshot: string;
  /** The working folder. The bucket `reports` is in its folder `buckets`. */
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface BuildResult {
  readonly status: number | null;
  readonly output: string;
  /** The commands that were noted instead of run. */
  readonly noted: readonly string[];
}

/** Runs the commands of a build as CodeBuild does: in one shell, until one fails. */
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
