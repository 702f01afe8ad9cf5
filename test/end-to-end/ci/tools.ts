import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/**
 * Replaces npm. `npm install` installs the package of this checkout instead of the release, without a registry. `npm ci` runs the
 * install script of the app, as npm does. Notes each call.
 */
const NPM = `#!/bin/bash
set -euo pipefail
echo "npm $*" >> "$NOTES"
if [ "$1" = install ]; then
  mkdir -p node_modules/cdk-aws-organizations
  for part in action bin assets package.json; do cp -r "${ROOT}/$part" node_modules/cdk-aws-organizations/; done
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

/** Writes the stand-ins. @returns the value of PATH with them. */
export function standInTools(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of [['npm', NPM], ['npx', NPX]]) {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }
  return `${folder}:${process.env.PATH}`;
}
