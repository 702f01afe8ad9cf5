import { NODE_VERSIONS } from './supported-versions';
import { CHECKOUT, setupNode } from './workflow-steps';

const job = (minutes: number) => `runs-on: ubuntu-latest
    timeout-minutes: ${minutes}
    permissions:
      contents: read`;

const list = (values: readonly string[]) => `[${values.map((value) => `'${value}'`).join(', ')}]`;

/**
 * The workflow on GitHub that runs `.ci/run`, and the main job from the package at each supported version of Node.js and of the CDK.
 * Actions are pinned by commit, as in organization-review.yml, with the version beside it.
 */
export function buildWorkflow(lowestCdk: string): string {
  return `name: Build

on:
  push:
    branches: [main]
  pull_request:

permissions: {}

concurrency:
  group: build-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  build:
    ${job(60)}
    steps:
      ${CHECKOUT}
      ${setupNode("'22'")}
      - run: bash .ci/run
  tests:
    name: Tests on Node.js \${{ matrix.node }}
    ${job(45)}
    strategy:
      fail-fast: false
      matrix:
        node: ${list(NODE_VERSIONS.filter((version) => version !== '22'))}
    steps:
      ${CHECKOUT}
      ${setupNode('${{ matrix.node }}')}
      - run: npm run test:all
  package:
    ${job(20)}
    steps:
      ${CHECKOUT}
      ${setupNode("'22'")}
      - run: npm ci --no-audit --no-fund
      - run: npx projen bundle
      - run: npx projen compile
      - run: npx projen api-diff
      - run: npx projen package:js
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        with:
          name: package
          path: dist/js
  compatibility:
    name: Node.js \${{ matrix.node }}, aws-cdk-lib \${{ matrix.cdk }}
    needs: package
    ${job(15)}
    strategy:
      fail-fast: false
      matrix:
        node: ${list(NODE_VERSIONS)}
        cdk: ['${lowestCdk}', 'latest']
    steps:
      ${CHECKOUT}
      ${setupNode('${{ matrix.node }}')}
      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          name: package
          path: dist/js
      - run: bash .ci/main-job "$RUNNER_TEMP/app" dist/js/*.tgz "$CDK"
        env:
          CDK: \${{ matrix.cdk }}
`;
}
