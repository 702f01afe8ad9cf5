/** The workflow on GitHub that runs `.ci/run`. Actions are pinned by commit, as in organization-review.yml, with the version beside it. */
export const BUILD_WORKFLOW = `name: Build

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
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: '22'
          package-manager-cache: false
      - run: bash .ci/run
`;
