import { ENTRIES, TARBALL_LIMIT, TOTAL_LIMIT } from './entries';

/** docs/contributing/package-content.md: each entry of the package with its reason and limit. */
export function packageContentPage(): string {
  return `# Content of the package

<!-- Written by scripts/package-content.ts --page from scripts/package-content/entries.ts. -->

\`npm run package-content\` prints the sizes of a built package: run \`npx projen bundle\` and \`npx projen compile\` first. It fails if a file has no
entry here, if an entry is missing or larger than its limit, or if code imports a file that is not in the package. \`.ci/package\` runs it.

The limits leave some space. A commit that raises one says why. The tarball has at most ${thousands(TARBALL_LIMIT)} kB, and
${thousands(TOTAL_LIMIT)} kB unpacked.

Not in the package: sources, tests, scripts, maps of the sources, pages for contributors, and the rooms that are only in the bundles
(\`handler\`, \`organizations\`, \`simulator\`, \`rehearsal\`, \`report\`, \`trail\`, \`init\`, \`export\`, \`cli\`).

| Entry | Limit in kB | Reason |
|---|---|---|
${ENTRIES.map(({ path, limit, reason }) => `| \`${path}\` | ${thousands(limit)} | ${reason} |`).join('\n')}
`;
}

function thousands(value: number): string {
  return value.toLocaleString('en');
}
