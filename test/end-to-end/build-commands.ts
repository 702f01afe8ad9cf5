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

/** Replaces npx. Runs cdk-org as TOOL does, and notes any other command. */
const NPX = `#!/bin/sh
[ "$1" != --no-install ] || shift
case "$1" in
  cdk-org) shift; exec "$(dirname "$0")/cdk-org" "$@" ;;
  *) echo "npx $*" >> "$NOTES" ;;
esac
`;

/** Runs cdk-org from this checkout with a saved organization instead of the live one. */
const CDK_ORG = `#!/bin/sh
case "$1 $2" in
  "snapshot "*) cp "$SNAPSHOT" organization.json ;;
  "drift "*) exec "$NODE" "$CLI" "$@" --snapshot "$SNAPSHOT" ;;
  "diff --live") shift 2; exec "$NODE" "$CLI" diff "$SNAPSHOT" "$@" ;;
  *) exec "$NODE" "$CLI" "$@" ;;
esac
`;

/** Replaces the CDK CLI. Notes the call, whether its folder is empty, and zips in the assembly; it leaves one there, as the CDK does. */
const CDK = `#!/bin/sh
echo "cdk $* in $(ls -A | wc -l) files" >> "$NOTES"
find "$CODEBUILD_SRC_DIR" -name .cache -exec echo zip {} \\; >> "$NOTES"
mkdir -p "$CODEBUILD_SRC_DIR/.cache" && touch "$CODEBUILD_SRC_DIR/.cache/left.zip"
`;

/** Replaces npm. Installs only what the commands name. */
const NPM = `#!/bin/sh
if [ "$2" = --prefix ]; then cd "$3"; fi
mkdir -p node_modules/cdk-aws-organizations node_modules/.bin && echo '{ "version": "1.2.3" }' > node_modules/cdk-aws-organizations/package.json
cp "$(dirname "$0")/cdk-org" "$(dirname "$0")/cdk" node_modules/.bin/
echo "npm $*" >> "$NOTES"
`;

const UNZIP = `#!/bin/sh
mkdir -p "$4"
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
  for (const [name, script] of [['aws', AWS], ['npx', NPX], ['npm', NPM], ['cdk', CDK], ['cdk-org', CDK_ORG], ['unzip', UNZIP]]) {
    writeFileSync(join(tools, name), script);
    chmodSync(join(tools, name), 0o755);
  }
  const folder = mkdtempSync(join(directory, 'build-'));
  const notes = join(folder, 'notes');
  for (const bucket of ['reports', 'tools']) mkdirSync(join(directory, 'buckets', bucket), { recursive: true });
  writeFileSync(join(directory, 'buckets', 'tools', 'tools.zip'), '');
  const script = commands.map((command) => `${command}\nstatus=$?; [ $status -eq 0 ] || exit $status\n`).join('');
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${tools}:${process.env.PATH}`,
      BUCKETS: join(directory, 'buckets'),
      REPORTS: 'reports',
      TOOLS: 's3://tools/tools.zip',
      TMPDIR: folder,
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
