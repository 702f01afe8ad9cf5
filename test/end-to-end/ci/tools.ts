import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/**
 * Replaces npm. `npm install` installs the package of this checkout instead of the release, without a registry. `npm ci` runs the
 * install script of the app, as npm does, and without scripts it installs the tools of a deployment. Notes each call.
 */
const NPM = `#!/bin/bash
set -euo pipefail
echo "npm $*" >> "$NOTES"
if [ "$1" = install ] || [[ "$*" == 'ci --ignore-scripts'* ]]; then
  mkdir -p node_modules/cdk-aws-organizations
  for part in action bin assets package.json; do cp -r "${ROOT}/$part" node_modules/cdk-aws-organizations/; done
  mkdir -p node_modules/.bin
  ln -sf ../cdk-aws-organizations/bin/cdk-org node_modules/.bin/cdk-org
  cp "$(dirname "$0")/cdk" node_modules/.bin/cdk
elif [ -f install.js ]; then
  node install.js
fi
`;

/** Replaces npx. `npx cdk synth` runs the app. */
const NPX = `#!/bin/bash
set -euo pipefail
echo "npx $*" >> "$NOTES"
node app.js
`;

/** Replaces the CDK CLI. Notes the call, its folder, and the zips in the assembly; it leaves a zip there, as the CDK does. */
const CDK = `#!/bin/bash
set -euo pipefail
echo "cdk $* in $(ls -A | wc -l) files" >> "$NOTES"
while [ "$1" != --app ]; do shift; done
find "$2" -name .cache -exec echo zip {} \\; >> "$NOTES"
mkdir "$2/.cache" && touch "$2/.cache/left.zip"
`;

/** The last deployment: the ID of its run or job, its commit, and the folder of its assembly where no store of artifacts has it. */
export interface LastDeployment {
  readonly id: string;
  readonly commit: string;
  readonly folder?: string;
}

/** Replaces curl for the API of GitLab. A deployment that no job made, and one of another branch, are no deployments of the sample. */
const curl = (last?: LastDeployment) => {
  const deployments = [
    { id: 3, deployable: null },
    { id: 2, deployable: { id: 78, name: 'deploy', ref: 'change' } },
    ...last === undefined ? [] : [{ id: 1, deployable: { id: Number(last.id), name: 'deploy', ref: 'main' } }],
  ];
  return `#!/bin/bash
set -euo pipefail
echo "curl \${!#}" >> "$NOTES"
while [ "$1" != --output ]; do shift; done
echo '${JSON.stringify(deployments)}' > "$2"
`;
};

const unzip = (last?: LastDeployment) => `#!/bin/bash
mkdir "$4" && cp -r '${last?.folder}' "$4/assembly"
`;

/** Replaces the CLI of GitHub. `gh run list` prints the last run. */
const gh = (last?: LastDeployment) => `#!/bin/bash
${last === undefined ? '' : `printf 'run=%s\\ncommit=%s\\n' '${last.id}' '${last.commit}'`}
echo "gh $*" >> "$NOTES"
`;

/** Writes the stand-ins. @returns the value of PATH with them. */
export function standInTools(folder: string, last?: LastDeployment): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of [['npm', NPM], ['npx', NPX], ['cdk', CDK], ['gh', gh(last)], ['curl', curl(last)], ['unzip', unzip(last)]]) {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }
  return `${folder}:${process.env.PATH}`;
}
